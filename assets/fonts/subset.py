#!/usr/bin/env python3
"""Makes the fonts that Sidestep embeds out of Pretendard (SIL Open Font License 1.1).

    pip install fonttools
    npm pack pretendard@1.3.9 && tar xzf pretendard-1.3.9.tgz
    python3 subset.py package/dist/public/static .

Kept: Latin, Greek, punctuation, arrows and the mathematical signs that the window uses, Hangul jamo and the
2350 syllables of KS X 1001 (every syllable of today's written Korean with very few exceptions).
Digits are the tabular ones, so that changing numbers do not dance. The licence reserves the name "Pretendard"
for the unchanged font: what comes out here is called "Sidestep Sans".
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

RANGES = [
    (0x20, 0x7E), (0xA0, 0x17F),                    # Latin
    (0x370, 0x3FF),                                 # Greek
    (0x2010, 0x2027), (0x2030, 0x203A),             # punctuation
    (0x2070, 0x209C),                               # superscripts and subscripts
    (0x2190, 0x2199), (0x21BA, 0x21BB),             # arrows
    (0x2200, 0x22FF), (0x2032, 0x2033),             # mathematics
    (0x3001, 0x3002), (0x300A, 0x3011), (0x3131, 0x318E),  # CJK punctuation, compatibility jamo
    (0x25A0, 0x25CF), (0x2713, 0x2717),             # shapes, check marks
]


def characters():
    wanted = {code for first, last in RANGES for code in range(first, last + 1)}
    wanted |= {ord(sign) for sign in "\u20a9\u20ac\u2122\u00b7"}
    # The rows 0xB0 to 0xC8 of KS X 1001 hold its Hangul syllables.
    for row in range(0xB0, 0xC9):
        for column in range(0xA1, 0xFF):
            wanted.add(ord(bytes([row, column]).decode("euc_kr")))
    return wanted


def make(source, target, weight):
    font = TTFont(source)
    options = subset.Options()
    options.layout_features = ["kern", "tnum"]
    options.hinting = False
    options.desubroutinize = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.notdef_outline = True
    options.glyph_names = False

    tabular = {}
    table = font["GSUB"].table
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag == "tnum":
            for index in record.Feature.LookupListIndex:
                for lookup in table.LookupList.Lookup[index].SubTable:
                    inner = getattr(lookup, "ExtSubTable", lookup)
                    tabular.update(inner.mapping)
    for cmap in font["cmap"].tables:
        if not cmap.isUnicode():
            continue
        for code in b"0123456789+-.":
            cmap.cmap[code] = tabular.get(cmap.cmap[code], cmap.cmap[code])
        cmap.cmap[0x2212] = tabular.get(cmap.cmap[0x2212], cmap.cmap[0x2212])

    options.layout_features = ["kern"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters())
    subsetter.subset(font)
    for record in font["name"].names:
        name = {
            1: "Sidestep Sans", 2: weight, 3: f"Sidestep Sans {weight}",
            4: f"Sidestep Sans {weight}", 6: f"SidestepSans-{weight}",
        }.get(record.nameID)
        if name:
            record.string = name
    top = font["CFF "].cff
    top.fontNames = [f"SidestepSans-{weight}"]
    top[0].FullName = f"Sidestep Sans {weight}"
    top[0].FamilyName = "Sidestep Sans"
    # Same bytes on every run.
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    font.save(target)
    print(target, Path(target).stat().st_size, "bytes", len(font.getBestCmap()), "characters")


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    for weight in ("Regular", "SemiBold"):
        make(source / f"Pretendard-{weight}.otf", target / f"SidestepSans-{weight}.otf", weight)


if __name__ == "__main__":
    main()
