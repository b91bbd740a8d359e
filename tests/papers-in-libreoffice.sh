#!/usr/bin/env bash
# Makes every paper of two demo cases, one answered through and through and one hardly begun, and the governors' report, and converts each with LibreOffice,
# which is installed by apt where it is missing. Fails if a paper cannot be made for another reason than the case's own, or if a file does
# not convert, a form has more pages than the protocol's own, or a signature stands alone on a page. CI runs it where LibreOffice is
# installed; by hand:  tests/papers-in-libreoffice.sh [FOLDER FOR THE FILES]
set -euo pipefail
cd "$(dirname "$0")/.."
out=${1:-$(mktemp -d)}
mkdir -p "$out"

if ! command -v soffice > /dev/null || [ ! -e "$(dirname "$(readlink -f "$(command -v soffice)")")/libsclo.so" ] || ! command -v pdftotext > /dev/null; then
    root=""
    [ "$(id -u)" = 0 ] || root=sudo
    $root apt-get update
    $root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends libreoffice-writer-nogui libreoffice-calc-nogui poppler-utils fonts-liberation
fi

cargo build --locked
offsite=(target/debug/offsite --data "$out/store" --today 2026-11-23)
[ -d "$out/store" ] || "${offsite[@]}" demo --fill "$out/store"

for case in OSD-2026-0014 OSD-2026-0002; do
    for kind in $("${offsite[@]}" document --list | cut -d' ' -f1); do
        if ! words=$("${offsite[@]}" document "$case" "$kind" --to "$out" 2>&1 > /dev/null); then
            case $words in
            *"--draft writes it as a draft"*)
                "${offsite[@]}" document "$case" "$kind" --draft --to "$out" > /dev/null 2>&1
                echo "draft: $case $kind"
                ;;
            *templates/* | *panicked*) echo "$case $kind: $words" && exit 1 ;;
            *) echo "not now: $case $kind: $words" ;;
            esac
        fi
    done
    for reader in host parent; do "${offsite[@]}" document "$case" passport --for "$reader" --draft --to "$out" > /dev/null 2>&1; done
done
for form in notification passport initial review particulars; do "${offsite[@]}" document "$form" --blank --to "$out" > /dev/null; done

# The governors' report, for the board and for the public.
for reader in board public; do
    for format in docx xlsx; do "${offsite[@]}" export governors --for "$reader" --format "$format" > "$out/governors-$reader.$format"; done
done

files=$(find "$out" -maxdepth 1 -name '*.docx' | wc -l)
soffice -env:UserInstallation="file://$out/libreoffice" --headless --convert-to pdf --outdir "$out" "$out"/*.docx > "$out/libreoffice.log" 2>&1
soffice -env:UserInstallation="file://$out/libreoffice" --headless --convert-to csv --outdir "$out" "$out"/*.xlsx >> "$out/libreoffice.log" 2>&1
# The papers need no Java, whatever LibreOffice says of it.
if grep -v javaldx "$out/libreoffice.log" | grep -iE 'error|could not|failed'; then exit 1; fi
for book in "$out"/*.xlsx; do
    csv=${book%.xlsx}.csv
    [ -s "$csv" ] || { echo "$book was not converted."; exit 1; }
    grep -q "Governors' report" "$csv" || { echo "$csv does not say what it is."; exit 1; }
done
for docx in "$out"/*.docx; do
    pdf=${docx%.docx}.pdf
    [ -s "$pdf" ] || { echo "$docx was not converted."; exit 1; }
    [ "$(pdftotext "$pdf" - | wc -w)" -gt 40 ] || { echo "$pdf holds next to nothing."; exit 1; }
done
# The blank forms are no longer than the protocol's own.
while read -r form most; do
    pages=$(pdfinfo "$out/$form-blank.pdf" | sed -n 's/^Pages: *//p')
    [ "$pages" -le "$most" ] || { echo "The blank form $form has $pages pages, not $most."; exit 1; }
done <<< "notification 1
passport 6
initial 1
review 2"
# A filled form stands on as many pages before the other information, and is signed there.
while read -r form most; do
    pages=$(for page in 1 2 3 4 5 6 7; do
        grep -q "Other information recorded" <(pdftotext -f "$page" -l "$page" "$out/OSD-2026-0014-$form-full.pdf" - 2> /dev/null) && echo $((page - 1))
    done | head -n 1) || true
    [ -n "$pages" ] && [ "$pages" -le "$most" ] || { echo "The form $form of OSD-2026-0014 has ${pages:-no end of its} pages, not $most."; exit 1; }
done <<< "notification 1
passport 6
initial 1
review 2"
# No signature stands alone on the last page of a letter.
for pdf in "$out"/*-letter-*.pdf; do
    last=$(pdfinfo "$pdf" | sed -n 's/^Pages: *//p')
    ! pdftotext -f "$last" -l "$last" "$pdf" - | sed '/^$/d' | head -n 1 | grep -q "Yours sincerely" ||
        { echo "$pdf is signed on a page of its own."; exit 1; }
done
echo "$files papers made and converted; they lie in $out."
