//! Theme colours: parsing, reduction to what the terminal can show, and contrast between two of
//! them.

use ratatui::style::Color;

/// How many colours a terminal can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// None: bold, dim, reverse and underline only.
    None,
    /// The terminal's own sixteen.
    Sixteen,
    /// The 256 of xterm.
    Indexed,
    /// Red, green and blue.
    Rgb,
}

impl Depth {
    /// Returns what a terminal says of itself by its environment; nothing is asked of the terminal.
    pub fn detect(term: &str, colorterm: &str, no_color: bool) -> Depth {
        let plain = ["", "dumb", "unknown"].contains(&term)
            || ["vt1", "vt2", "vt3"].iter().any(|v| term.starts_with(v))
            || term.ends_with("-m");
        if no_color || plain {
            Depth::None
        } else if ["truecolor", "24bit"].contains(&colorterm) {
            Depth::Rgb
        } else if term.contains("256") {
            Depth::Indexed
        } else {
            Depth::Sixteen
        }
    }
}

const NAMES: [&str; 8] = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];
const NAMED: [Color; 16] = [
    Color::Black,
    Color::Red,
    Color::Green,
    Color::Yellow,
    Color::Blue,
    Color::Magenta,
    Color::Cyan,
    Color::Gray,
    Color::DarkGray,
    Color::LightRed,
    Color::LightGreen,
    Color::LightYellow,
    Color::LightBlue,
    Color::LightMagenta,
    Color::LightCyan,
    Color::White,
];
/// What xterm shows for the sixteen names, where nobody changed them.
const XTERM: [(u8, u8, u8); 16] = [
    (0, 0, 0),
    (205, 0, 0),
    (0, 205, 0),
    (205, 205, 0),
    (0, 0, 238),
    (205, 0, 205),
    (0, 205, 205),
    (229, 229, 229),
    (127, 127, 127),
    (255, 0, 0),
    (0, 255, 0),
    (255, 255, 0),
    (92, 92, 255),
    (255, 0, 255),
    (0, 255, 255),
    (255, 255, 255),
];

/// Reads a colour: a name, `bright-` and a name, a number of the terminal's 256, or `#rrggbb`.
///
/// ```
/// use offsite::widgets::colour::parse_colour;
/// use ratatui::style::Color;
///
/// assert_eq!(parse_colour("#102030"), Some(Color::Rgb(16, 32, 48)));
/// assert_eq!(parse_colour("octarine"), None);
/// ```
pub fn parse_colour(word: &str) -> Option<Color> {
    if let Some(hex) = word.strip_prefix('#') {
        let all = u32::from_str_radix(hex, 16).ok().filter(|_| hex.len() == 6 && hex.is_ascii())?;
        let [_, r, g, b] = all.to_be_bytes();
        return Some(Color::Rgb(r, g, b));
    }
    if word.bytes().all(|b| b.is_ascii_digit()) {
        return word.parse().ok().map(Color::Indexed);
    }
    let (plain, bright) = word.strip_prefix("bright-").map_or((word, 0), |w| (w, 8));
    let at = NAMES.iter().position(|n| *n == plain)?;
    NAMED.get(at + bright).copied()
}

/// Returns a colour as red, green and blue; the names as xterm shows them, none for the terminal's
/// own.
pub fn rgb(colour: Color) -> Option<(u8, u8, u8)> {
    match colour {
        Color::Reset => None,
        Color::Rgb(r, g, b) => Some((r, g, b)),
        Color::Indexed(n @ 0..=15) => Some(XTERM[usize::from(n)]),
        Color::Indexed(n @ 16..=231) => {
            let level = |v: u8| if v == 0 { 0 } else { 55 + 40 * v };
            let n = n - 16;
            Some((level(n / 36), level(n / 6 % 6), level(n % 6)))
        }
        Color::Indexed(n) => Some((8 + 10 * (n - 232), 8 + 10 * (n - 232), 8 + 10 * (n - 232))),
        named => NAMED.iter().position(|c| *c == named).map(|i| XTERM[i]),
    }
}

/// Returns a colour as a terminal of fewer colours can show it, the nearest one; none where it
/// shows none.
pub fn at_depth(colour: Color, depth: Depth) -> Option<Color> {
    let fits = match colour {
        Color::Rgb(..) => depth == Depth::Rgb,
        Color::Indexed(n) => n < 16 || depth >= Depth::Indexed,
        _ => true,
    };
    if depth == Depth::None {
        return None;
    }
    if fits {
        return Some(colour);
    }
    let wanted = rgb(colour)?;
    let far = |c: &Color| rgb(*c).map_or(u32::MAX, |c| distance(c, wanted));
    if depth == Depth::Sixteen {
        return NAMED.into_iter().min_by_key(far);
    }
    (16..=255).map(Color::Indexed).min_by_key(far)
}

/// Returns the colour of letters as a terminal of fewer colours can show it on what lies behind
/// them. Among sixteen it is the nearest of its hue that can be read there, or else a readable
/// grey. A colour that the terminal has stays as the theme names it.
pub fn letters_at_depth(colour: Color, behind: Option<Color>, depth: Depth) -> Option<Color> {
    let nearest = at_depth(colour, depth)?;
    let (true, Some(wanted), Some(behind)) =
        (depth == Depth::Sixteen && nearest != colour, rgb(colour), behind.and_then(rgb))
    else {
        return Some(nearest);
    };
    let best = |hue: Option<[i32; 3]>| {
        let readable = NAMED
            .into_iter()
            .filter_map(|c| Some((c, rgb(c)?)))
            .filter(|(_, c)| contrast(*c, behind) >= READABLE && is_alike(hue_of(*c), hue));
        readable.min_by_key(|(_, c)| distance(*c, wanted)).map(|(c, _)| c)
    };
    best(hue_of(wanted)).or_else(|| best(None)).or(Some(nearest))
}

/// The contrast at which text can be read (WCAG 2.2, 1.4.3).
const READABLE: f64 = 4.5;

/// Returns the hue of a colour, as the colour of that hue at its strongest; none for a grey.
fn hue_of((r, g, b): (u8, u8, u8)) -> Option<[i32; 3]> {
    let least = r.min(g).min(b);
    let spread = i32::from(r.max(g).max(b) - least);
    (spread > 60).then(|| [r, g, b].map(|v| i32::from(v - least) * 255 / spread))
}

/// Returns whether two hues go by the same name; a grey is like any grey.
fn is_alike(a: Option<[i32; 3]>, b: Option<[i32; 3]>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => a.iter().zip(b).all(|(a, b)| (a - b).abs() <= 128),
        (a, b) => a.is_none() && b.is_none(),
    }
}

/// Returns how far apart two colours are, squared.
fn distance(a: (u8, u8, u8), b: (u8, u8, u8)) -> u32 {
    [(a.0, b.0), (a.1, b.1), (a.2, b.2)].iter().map(|(a, b)| u32::from(a.abs_diff(*b)).pow(2)).sum()
}

/// Returns the contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance).
pub fn contrast(a: (u8, u8, u8), b: (u8, u8, u8)) -> f64 {
    let light =
        |(r, g, b): (u8, u8, u8)| 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
    let (a, b) = (light(a), light(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn linear(part: u8) -> f64 {
    let part = f64::from(part) / 255.0;
    if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
}

/// Returns how a colour is seen without the cones for green, by the matrix of Machado, Oliveira and
/// Fernandes (2009).
pub fn seen_by_deutan(colour: (u8, u8, u8)) -> (u8, u8, u8) {
    let (r, g, b) = (linear(colour.0), linear(colour.1), linear(colour.2));
    let part = |v: f64| {
        let v = v.clamp(0.0, 1.0);
        let v = if v <= 0.003_130_8 { v * 12.92 } else { 1.055 * v.powf(1.0 / 2.4) - 0.055 };
        (v * 255.0).round() as u8
    };
    (
        part(0.367_322 * r + 0.860_646 * g - 0.227_968 * b),
        part(0.280_085 * r + 0.672_501 * g + 0.047_413 * b),
        part(-0.011_820 * r + 0.042_940 * g + 0.968_881 * b),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_and_brought_down_to_what_the_terminal_has() {
        assert_eq!(parse_colour("red"), Some(Color::Red));
        assert_eq!(parse_colour("bright-black"), Some(Color::DarkGray));
        assert_eq!(parse_colour("208"), Some(Color::Indexed(208)));
        assert_eq!(parse_colour("#ff8700"), Some(Color::Rgb(255, 135, 0)));
        for wrong in ["pinkish", "256", "#ff87", "#gggggg", "", "bright-"] {
            assert_eq!(
                parse_colour(wrong),
                if wrong.is_empty() { None } else { parse_colour("nothing") },
                "{wrong}"
            );
        }
        assert_eq!(at_depth(Color::Rgb(255, 135, 0), Depth::Indexed), Some(Color::Indexed(208)));
        assert_eq!(at_depth(Color::Rgb(250, 10, 10), Depth::Sixteen), Some(Color::LightRed));
        assert_eq!(at_depth(Color::Red, Depth::None), None);
        assert!((contrast((0, 0, 0), (255, 255, 255)) - 21.0).abs() < 0.05);
    }

    #[test]
    fn the_terminal_is_known_by_its_environment() {
        assert_eq!(Depth::detect("xterm-256color", "", false), Depth::Indexed);
        assert_eq!(Depth::detect("xterm-256color", "truecolor", false), Depth::Rgb);
        assert_eq!(Depth::detect("screen", "", false), Depth::Sixteen);
        assert_eq!(Depth::detect("tmux-256color", "", false), Depth::Indexed);
        assert_eq!(Depth::detect("vt220", "", false), Depth::None);
        assert_eq!(Depth::detect("dumb", "truecolor", false), Depth::None);
        assert_eq!(Depth::detect("xterm-256color", "truecolor", true), Depth::None);
    }
}
