"""Sizes beyond which a source is refused rather than read; bytes unless said otherwise."""

MEBIBYTE = 1 << 20

# A file as it lies on disk, a decompressed .gz file, a member of an archive, a cell of a dump. The longest plan known
# is under 1 MiB of text.
SOURCE_BYTES = 64 * MEBIBYTE
# Markup costs some 30 times its size in memory while it is read.
HTML_BYTES = 32 * MEBIBYTE
# Office documents are zip archives: all parts unpacked, and the largest part of markup.
PACKAGE_BYTES = 512 * MEBIBYTE
PACKAGE_PART_BYTES = 64 * MEBIBYTE
# An archive may unpack to this many times its size, or to this size if that is more.
ARCHIVE_RATIO = 100
ARCHIVE_BYTES = 256 * MEBIBYTE
ARCHIVE_MEMBERS = 200_000
# Archives inside archives.
ARCHIVE_DEPTH = 3
