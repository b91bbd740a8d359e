//! What unpacks to more than is sensible is refused before it is read.

use crate::documents::table::zip;

#[test]
fn a_workbook_that_unpacks_to_much_is_refused_however_small_it_is() {
    let bomb = bomb(3_000_000);
    assert!(bomb.len() < 10_000, "{} bytes", bomb.len());
    assert!(
        zip::within(&bomb, 2_000_000)
            .is_err_and(|f| f.to_string().contains("unpacks to more than 2 MB"))
    );
    assert!(zip::within(&bomb, 3_000_000).is_ok());
}

/// A ZIP file of one part that unpacks to this many noughts.
pub(in crate::documents) fn bomb(size: u64) -> Vec<u8> {
    let mut packer = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
    std::io::copy(&mut std::io::Read::take(std::io::repeat(0), size), &mut packer).expect("packed");
    let packed = packer.finish().expect("packed");
    let length = (packed.len() as u32).to_le_bytes();
    let sizes = [length, (size as u32).to_le_bytes()].concat();
    let (start, rest) =
        ([20, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0].as_slice(), [1, 0, 0, 0].as_slice());
    let local = [b"PK\x03\x04", start, &sizes, rest, b"a", &packed].concat();
    let directory =
        [b"PK\x01\x02\x14\x00".as_slice(), start, &sizes, rest, &[0; 14], b"a"].concat();
    let at = (local.len() as u32).to_le_bytes();
    let end = [
        b"PK\x05\x06\0\0\0\0\x01\0\x01\0".as_slice(),
        &(directory.len() as u32).to_le_bytes(),
        &at,
        &[0, 0],
    ]
    .concat();
    [local, directory, end].concat()
}
