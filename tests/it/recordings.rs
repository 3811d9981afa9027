//! Pictures and clips of the window are called after what it shows. Its pixels are brought by the test: nothing is rendered.

use std::{fs, path::PathBuf};

use bevy::{
    asset::RenderAssetUsages,
    prelude::*,
    render::{
        render_resource::{Extent3d, TextureDimension, TextureFormat},
        view::screenshot::{Screenshot, ScreenshotCaptured},
    },
    window::PrimaryWindow,
};
use sidestep::{
    game::{lens::LensSession, recording::RecordingFolder},
    panels::{
        LevelChoice, RecordingChoice, RecordingCommand, Region, SequenceCommand, Tab,
        replay::ReplayPlace,
        versus::{MatchDraft, VersusCommand},
    },
    sequence::SequencePreset,
    theme::{Theme, ThemeMode},
};

use super::{
    headless,
    program::{sidestep, text},
    replays::Story,
};

/// A window of which pictures can be taken.
fn story() -> Story {
    let mut story = Story::new();
    story.app.insert_resource(RecordingFolder(Some(story.folder.path().join("recordings"))));
    story.app.insert_resource(Theme::new(ThemeMode::Dark));
    story.app.world_mut().spawn((Window::default(), PrimaryWindow));
    story.ask(RecordingCommand::Set(RecordingChoice { region: Region::Window, ..RecordingChoice::default() }));
    story
}

impl Story {
    /// Brings the pictures that were asked for, as the renderer does.
    fn photograph(&mut self) {
        let size = Extent3d { width: 64, height: 64, depth_or_array_layers: 1 };
        let image = || {
            let (format, usage) = (TextureFormat::Bgra8UnormSrgb, RenderAssetUsages::MAIN_WORLD);
            Image::new_fill(size, TextureDimension::D2, &[90, 60, 30, 255], format, usage)
        };
        let world = self.app.world_mut();
        let asked: Vec<Entity> = world.query_filtered::<Entity, With<Screenshot>>().iter(world).collect();
        for entity in asked {
            world.trigger(ScreenshotCaptured { entity, image: image() });
            world.despawn(entity);
        }
        self.app.update();
    }

    /// Frames with pictures until something is told.
    fn told(&mut self, what: &str) {
        for _ in 0..10_000 {
            if self.said().iter().any(|said| said.contains(what)) {
                return;
            }
            self.photograph();
            std::thread::sleep(std::time::Duration::from_millis(1));
        }
        panic!("nothing was said of {what}: {:?}", self.said());
    }

    /// A picture and a clip, both of this name.
    fn records_as(&mut self, name: &str) {
        let folder = self.folder.path().join("recordings");
        let [still, clip]: [PathBuf; 2] = ["png", "mp4"].map(|ending| folder.join(format!("{name}.{ending}")));
        self.ask(RecordingCommand::TakeStill);
        self.told(text(&still));
        self.ask(RecordingCommand::Toggle);
        (0..3).for_each(|_| self.photograph());
        self.ask(RecordingCommand::Toggle);
        self.told(text(&clip));
        let mut names: Vec<String> = fs::read_dir(&folder)
            .expect("the folder is ours")
            .map(|file| file.expect("readable").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        assert_eq!(names, [format!("{name}.mp4"), format!("{name}.png")]);
        fs::remove_dir_all(folder).expect("the folder is ours");
    }
}

/// The run's level was the name of every file, whatever was on the screen.
#[test]
fn pictures_and_clips_are_called_after_what_is_shown() {
    let mut story = story();
    story.records_as("sidestep-classic");

    let replay = story.folder.path().join("plaza.replay");
    sidestep(&["rollout", "--level", "plaza", "--actions", "right,down", "--out", text(&replay)]).ok();
    headless::show(&mut story.app, Tab::Replay);
    story.records_as("sidestep-replay");
    story.show(&ReplayPlace::File(replay));
    story.records_as("sidestep-plaza");

    headless::show(&mut story.app, Tab::Versus);
    let level = LevelChoice::BuiltIn("rush".to_owned());
    story.ask(VersusCommand::Change(MatchDraft { level, ..MatchDraft::default() }));
    story.app.update();
    story.records_as("sidestep-rush");

    headless::show(&mut story.app, Tab::Sequence);
    story.ask(SequenceCommand::Trained(SequencePreset::Gap5));
    story.app.update();
    story.records_as("sidestep-gap-5");

    // The lens looks at a tick of a run: the next one of a run that has made none.
    headless::show(&mut story.app, Tab::Lens);
    while story.app.world().resource::<LensSession>().shown().is_none() {
        story.app.update();
    }
    story.records_as("sidestep-classic-deep-sarsa-seed-3-tick-1");

    // The other screens have been left for the one on which all of it began.
    headless::show(&mut story.app, Tab::Train);
    story.records_as("sidestep-classic");
}
