//! Frames in their order, and the end of a video that loops: the first frame comes back over the last one that was rendered.

use crate::capture::Frame;

/// How long the first frame takes to come back, in seconds.
const FADE: f64 = 0.2;

/// Hands the frames of a video out in order, and makes those at its end.
pub(super) struct LoopEnd {
    /// Frames before the end.
    rendered: u64,
    /// How many lead back; none where the video does not loop.
    fade: u64,
    /// Frames that were handed out.
    handed_out: u64,
    /// The first frame and the last one that is rendered.
    ends: Option<(Frame, Frame)>,
}

/// How many frames lead back to the first one.
pub(super) fn fade(loops: bool, frames_per_second: u32) -> u64 {
    if loops { ((FADE * f64::from(frames_per_second)).round() as u64).max(1) } else { 0 }
}

impl LoopEnd {
    pub(super) const fn new(rendered: u64, fade: u64) -> Self {
        Self { rendered, fade, handed_out: 0, ends: None }
    }

    /// Whether the next frame is one that has to be rendered.
    pub(super) const fn wants_rendered(&self) -> bool {
        self.handed_out < self.rendered
    }

    /// The next frame, which is the rendered one as long as there is any; `None` after the last one.
    pub(super) fn next_frame(&mut self, rendered: Option<Frame>) -> Option<Frame> {
        let number = self.handed_out;
        let frame = rendered.inspect(|frame| self.keep(number, frame)).or_else(|| self.frame(number));
        self.handed_out += u64::from(frame.is_some());
        frame
    }

    /// The next frame is the one after this.
    pub(super) const fn go_on_after(&mut self, frame: u64) {
        self.handed_out = frame + 1;
    }

    /// Takes a rendered frame for what may be made of it.
    fn keep(&mut self, number: u64, frame: &Frame) {
        match &mut self.ends {
            _ if self.fade == 0 => {}
            None => self.ends = Some((frame.clone(), frame.clone())),
            Some((_, last)) if number + 1 == self.rendered => *last = frame.clone(),
            Some(_) => {}
        }
    }

    /// A frame on the way back; `None` after the last one.
    fn frame(&self, number: u64) -> Option<Frame> {
        let is_back = (self.rendered..self.rendered + self.fade).contains(&number);
        let (first, last) = self.ends.as_ref().filter(|_| is_back)?;
        Some(last.blended(first, self.returned(number)))
    }

    /// How much of the first frame is back, 0 to 1: all of it in the last frame.
    fn returned(&self, number: u64) -> f32 {
        (number + 1).saturating_sub(self.rendered) as f32 / self.fade.max(1) as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capture::FrameSize;

    #[test]
    fn the_first_frame_is_whole_in_the_last_one_and_comes_back_evenly() {
        let size = FrameSize { width: 1, height: 1 };
        let frame = |level: u8| Frame::new(size, vec![level; 4]).expect("one pixel");
        for rate in [1, 2, 5, 10, 30, 60, 240] {
            let mut end = LoopEnd::new(100, fade(true, rate));
            for number in 0..100 {
                assert!(end.wants_rendered());
                let rendered = frame(if number == 0 { 0 } else { 100 + number as u8 });
                assert_eq!(end.next_frame(Some(rendered.clone())), Some(rendered));
            }
            assert!(!end.wants_rendered());
            let back: Vec<Frame> = std::iter::from_fn(|| end.next_frame(None)).collect();
            assert_eq!(back.len() as u64, (u64::from(rate) / 5).max(1), "a fifth of a second at {rate}");
            let levels: Vec<u8> = back.iter().map(|frame| frame.rgba()[0]).collect();
            assert!(levels.is_sorted_by(|one, other| one > other) && levels[0] < 199, "{levels:?}");
            assert_eq!(levels.last(), Some(&0));
        }
        let mut plain = LoopEnd::new(1, fade(false, 30));
        assert_eq!(plain.next_frame(None), None, "nothing was rendered");
        plain.next_frame(Some(frame(7)));
        assert_eq!(plain.next_frame(None), None);
    }
}
