//! What stands still is rendered once and kept; each frame begins as a copy of it, and only what moves is rendered anew.
//! A driver in software spends nearly all of its time on filling pixels: this more than doubles its frames a second.

use bevy::{
    asset::AssetEventSystems,
    camera::{
        CameraMainTextureUsages, CameraOutputMode, RenderTarget,
        visibility::{RenderLayers, VisibilitySystems},
    },
    core_pipeline::{Core2d, Core2dSystems},
    ecs::query::QueryFilter,
    prelude::*,
    render::{
        RenderApp,
        extract_component::{ExtractComponent, ExtractComponentPlugin},
        render_resource::{Extent3d, Texture, TextureDescriptor, TextureDimension, TextureUsages},
        renderer::{RenderContext, ViewQuery},
        view::ViewTarget,
    },
    text::{Text2dUpdateSystems, TextLayoutInfo},
    transform::TransformSystems,
};

use crate::game::board::{BoardParts, BoardSystems};

/// Belongs to what stands still. What is not marked moves.
#[derive(Component, Clone, Copy, Debug, Default)]
#[require(RenderLayers = STILL)]
pub(super) struct Static;

const STILL: RenderLayers = RenderLayers::layer(1);

/// Sees what stands still, whenever some of it has changed.
#[derive(Component, ExtractComponent, Clone, Copy)]
struct StaticCamera;

/// Sees what moves; what it has rendered is the frame.
#[derive(Component, ExtractComponent, Clone, Copy)]
pub(super) struct MovingCamera;

/// Whether to look at what stands still even if nothing of it has changed.
#[derive(Resource, Default)]
pub(super) struct RefreshStatic(pub(super) bool);

/// What stood still when it was last looked at.
#[derive(Resource, Default)]
struct StaticTexture(Option<Texture>);

/// Adds the two cameras, which render into the same texture, one after the other.
pub(super) fn install(app: &mut App, target: &RenderTarget) {
    app.add_plugins((
        ExtractComponentPlugin::<StaticCamera>::default(),
        ExtractComponentPlugin::<MovingCamera>::default(),
    ));
    app.init_resource::<RefreshStatic>().add_systems(
        PostUpdate,
        (
            sort_parts.after(BoardSystems::Arrange).before(BoardSystems::Draw),
            look_again
                .after(TransformSystems::Propagate)
                .after(VisibilitySystems::VisibilityPropagate)
                .after(Text2dUpdateSystems)
                .after(AssetEventSystems)
                .before(VisibilitySystems::CheckVisibility),
        ),
    );
    let camera = |order| {
        (
            Camera2d,
            Camera {
                order,
                // Both would begin with an empty texture otherwise, and write theirs into another one in the end.
                clear_color: ClearColorConfig::None,
                output_mode: CameraOutputMode::Skip,
                ..default()
            },
            // Shapes and glyphs smooth their own edges.
            Msaa::Off,
            CameraMainTextureUsages::default().with(TextureUsages::COPY_DST),
            target.clone(),
        )
    };
    app.world_mut().spawn((Name::new("Set camera"), StaticCamera, STILL, camera(0)));
    app.world_mut().spawn((Name::new("Action camera"), MovingCamera, camera(1)));
    app.sub_app_mut(RenderApp)
        .init_resource::<StaticTexture>()
        .add_systems(Core2d, (restore.in_set(Core2dSystems::Prepass), keep.after(Core2dSystems::PostProcess)));
}

/// Of a board, all but the pieces and the figures on its cells stands still.
fn sort_parts(mut commands: Commands, boards: Query<&BoardParts, Added<BoardParts>>) {
    for parts in &boards {
        let [lowest, highest] = parts.legend;
        for part in [parts.floor, parts.values, parts.title, parts.note, lowest, highest] {
            commands.entity(part).insert(Static);
        }
    }
}

/// Anything that shows in a picture.
type Changes = Or<(
    Added<Static>,
    Changed<GlobalTransform>,
    Changed<InheritedVisibility>,
    Changed<TextLayoutInfo>,
    Changed<TextColor>,
    Changed<Sprite>,
    Changed<Mesh2d>,
)>;

fn look_again(
    asked: Res<RefreshStatic>,
    mut camera: Single<&mut Camera, With<StaticCamera>>,
    changed: Query<(), (With<Static>, Changes)>,
    meshes: Query<&Mesh2d, With<Static>>,
    mut repainted: MessageReader<AssetEvent<Mesh>>,
    mut removed: RemovedComponents<Static>,
) {
    let is_repainted =
        |event: &AssetEvent<Mesh>| meshes.iter().any(|mesh| event.is_modified(mesh) || event.is_added(mesh));
    // All of the messages are read, whether or not one would do.
    let repainted = repainted.read().filter(|event| is_repainted(event)).count() > 0;
    let removed = removed.read().count() > 0;
    let is_active = asked.0 || repainted || removed || !is_empty(&changed);
    if camera.is_active != is_active {
        camera.is_active = is_active;
    }
}

fn is_empty<F: QueryFilter>(query: &Query<(), F>) -> bool {
    query.iter().next().is_none()
}

/// Keeps what the set camera has rendered.
fn keep(view: ViewQuery<&ViewTarget, With<StaticCamera>>, mut kept: ResMut<StaticTexture>, mut context: RenderContext) {
    let rendered = view.into_inner().main_texture();
    let texture = kept.0.get_or_insert_with(|| {
        context.render_device().create_texture(&TextureDescriptor {
            label: Some("what stands still"),
            size: rendered.size(),
            mip_level_count: 1,
            sample_count: 1,
            dimension: TextureDimension::D2,
            format: rendered.format(),
            usage: TextureUsages::COPY_SRC | TextureUsages::COPY_DST,
            view_formats: &[],
        })
    });
    copy(rendered, texture, &mut context);
}

/// Begins the frame with what was kept.
fn restore(view: ViewQuery<&ViewTarget, With<MovingCamera>>, kept: Res<StaticTexture>, mut context: RenderContext) {
    if let Some(texture) = &kept.0 {
        copy(texture, view.into_inner().main_texture(), &mut context);
    }
}

fn copy(from: &Texture, to: &Texture, context: &mut RenderContext) {
    let size: Extent3d = from.size();
    context.command_encoder().copy_texture_to_texture(from.as_image_copy(), to.as_image_copy(), size);
}
