"""Sizes beyond which a source is refused (`too_large`) rather than read; bytes unless said otherwise."""

MEBIBYTE = 1 << 20

# A file as it lies on disk, or one decompressed .gz file. The longest plan known is under 1 MiB of text.
SOURCE_BYTES = 64 * MEBIBYTE
# Markup costs some 30 times its size in memory while it is read.
HTML_BYTES = 32 * MEBIBYTE
