//! The colours of a document, made from the institution's accent colour, all of them readable.

use palette::color_difference::Wcag21RelativeContrast;
use palette::{FromColor, Mix, Oklch, Srgb};

/// The least contrast of text with its ground (WCAG 2.2, 1.4.3, level AA).
pub const LEAST_CONTRAST: f32 = 4.5;
/// How much of the accent colour is in the tint.
const TINT: f32 = 0.07;
/// By how much the accent colour is darkened at a time, in Oklch lightness.
const STEP: f32 = 0.005;
const WHITE: Srgb<f32> = Srgb::new(1.0, 1.0, 1.0);
const BLACK: Srgb<f32> = Srgb::new(0.0, 0.0, 0.0);
/// How much of its strength a colour keeps at each step towards white.
const FADING: f32 = 0.99;

/// Colours, as `#rrggbb`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colours {
    /// The institution's own, for rules and areas.
    pub accent: String,
    /// The same for text: darkened as far as its contrast needs it.
    pub ink: String,
    /// A very light one, for the ground of tiles and cards.
    pub tint: String,
}

impl Colours {
    /// Those of an accent colour; none when it is no `#rrggbb`.
    pub fn of(accent: &str) -> Option<Self> {
        let own = read(accent)?;
        let tint = read(&written(WHITE.mix(own, TINT)))?;
        let mut ink = own;
        let mut shade = Oklch::from_color(own);
        while contrast_of(ink, tint) < LEAST_CONTRAST && shade.l > 0.0 {
            shade.l -= STEP;
            // Only what can be written as eight bits is printed, so only that is judged.
            ink = read(&written(Srgb::from_color(shade)))?;
        }
        Some(Self { accent: written(own), ink: written(ink), tint: written(tint) })
    }
}

/// An accent colour as text on a ground: darker or lighter, away from the ground, as far as its contrast needs it; none when
/// one of both is no `#rrggbb`.
pub fn readable_on(accent: &str, ground: &str) -> Option<String> {
    let (mut ink, ground) = (read(accent)?, read(ground)?);
    let is_light = contrast_of(ground, WHITE) < contrast_of(ground, BLACK);
    let mut shade = Oklch::from_color(ink);
    let has_more = |shade: &Oklch| if is_light { shade.l > 0.0 } else { shade.l < 1.0 };
    while contrast_of(ink, ground) < LEAST_CONTRAST && has_more(&shade) {
        shade.l += if is_light { -STEP } else { STEP };
        // What is lighter than the screen can show in this colour loses of the colour.
        shade.chroma = if is_light { shade.chroma } else { shade.chroma * FADING };
        ink = read(&written(Srgb::from_color(shade)))?;
    }
    Some(written(ink))
}

/// The contrast of two colours, 1 to 21; none when one of both is no `#rrggbb`.
pub fn contrast(one: &str, other: &str) -> Option<f32> {
    Some(contrast_of(read(one)?, read(other)?))
}

/// The contrast of a colour with white paper, 1 to 21; none when it is no `#rrggbb`.
pub fn contrast_with_white(colour: &str) -> Option<f32> {
    Some(contrast_of(read(colour)?, WHITE))
}

fn contrast_of(one: Srgb<f32>, other: Srgb<f32>) -> f32 {
    one.relative_contrast(other)
}

fn read(colour: &str) -> Option<Srgb<f32>> {
    colour.starts_with('#').then(|| colour.parse::<Srgb<u8>>().ok()).flatten().map(Srgb::into_format)
}

fn written(colour: Srgb<f32>) -> String {
    let colour: Srgb<u8> = colour.into_format();
    format!("#{:02x}{:02x}{:02x}", colour.red, colour.green, colour.blue)
}
