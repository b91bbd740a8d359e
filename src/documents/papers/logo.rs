//! A school's logo: a PNG file with a size.

/// The most bytes of a sign.
const MAX_LOGO: usize = 2_000_000;

/// What every PNG file begins with.
pub(super) const PNG: [u8; 8] = [137, 80, 78, 71, 13, 10, 26, 10];

/// A school's sign, as the bytes of a PNG file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    /// The file.
    pub png: Vec<u8>,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
}

impl Logo {
    /// Reads the size of a PNG file; none where the bytes are no PNG file, or too many.
    pub fn parse(png: Vec<u8>) -> Option<Logo> {
        let side = |at: usize| -> Option<u32> {
            let bytes: [u8; 4] = png.get(at..at + 4)?.try_into().ok()?;
            Some(u32::from_be_bytes(bytes)).filter(|n| (1..=20_000).contains(n))
        };
        if !png.starts_with(&PNG) || png.len() > MAX_LOGO {
            return None;
        }
        let (width, height) = (side(16)?, side(20)?);
        Some(Logo { png, width, height })
    }
}
