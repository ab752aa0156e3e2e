"""A small picture for the demo: bars as a PNG, drawn here so that no file has to be shipped."""

import struct
import zlib

WIDE, HIGH, GAP = 480, 240, 12
PAPER, INK, EMBER = (250, 247, 242), (60, 56, 52), (205, 98, 48)


def bars(values: list[float]) -> bytes:
    """Bars from left to right, the highest in ember."""
    highest = max(values)
    slot = (WIDE - GAP) // len(values)
    heights = [round((HIGH - 2 * GAP) * value / highest) for value in values]
    rows = []
    for y in range(HIGH):
        row = bytearray(bytes(PAPER) * WIDE)
        for number, tall in enumerate(heights):
            if HIGH - GAP - tall <= y < HIGH - GAP:
                left = GAP + number * slot
                colour = EMBER if values[number] == highest else INK
                row[left * 3 : (left + slot - GAP) * 3] = bytes(colour) * (slot - GAP)
        rows.append(b"\0" + bytes(row))
    header = struct.pack(">IIBBBBB", WIDE, HIGH, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", zlib.compress(b"".join(rows), 9))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
