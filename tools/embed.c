/* embed: turns files into one C file with a table of assets (src/base/asset.h).
 *   embed --out OUT.c [--table NAME] [--prefix DIR] FILE…
 * The table and its size are called NAME and NAME_count (default: assets).
 * A file's name in the table is its path below the last folder DIR in it ("../assets/fonts/x.woff2" with --prefix assets:
 * "fonts/x.woff2"), or its bare name if it lies elsewhere, such as one that the build made. */
#include <brotli/encode.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct file {
  const char *path, *name, *type;
  unsigned char *bytes, *brotli;     /* brotli: NULL where it is not smaller */
  size_t size, brotli_size;
};

static void *or_die(void *p)
{
  if (!p) { perror("embed"); exit(1); }
  return p;
}

static const char *type_of(const char *name)
{
  static const struct { const char *ending, *type; } types[] = {
    { ".css", "text/css; charset=utf-8" },          { ".js", "text/javascript; charset=utf-8" },
    { ".svg", "image/svg+xml; charset=utf-8" },     { ".png", "image/png" },
    { ".jpg", "image/jpeg" },                       { ".webp", "image/webp" },
    { ".ico", "image/x-icon" },                     { ".woff2", "font/woff2" },
    { ".woff", "font/woff" },                       { ".json", "application/json" },
    { ".webmanifest", "application/manifest+json" }, { ".txt", "text/plain; charset=utf-8" },
    { ".html", "text/html; charset=utf-8" },        { ".pdf", "application/pdf" },
    { ".xml", "application/xml" },                  { ".csv", "text/csv; charset=utf-8" },
    { ".sql", "application/sql" },
  };
  const char *const dot = strrchr(name, '.');
  for (size_t i = 0; dot && i < sizeof types / sizeof *types; i++)
    if (strcmp(dot, types[i].ending) == 0) return types[i].type;
  return NULL;
}

static const char *name_of(const char *path, const char *prefix)
{
  const size_t size = strlen(prefix);
  const char *name = NULL;
  for (const char *s = path; *s; s++)
    if ((s == path || s[-1] == '/') && strncmp(s, prefix, size) == 0 && s[size] == '/') name = s + size + 1;
  if (name && *name) return name;
  const char *const slash = strrchr(path, '/');
  return slash ? slash + 1 : path;
}

static bool read_file(struct file *f)
{
  size_t capacity = 1 << 16;
  FILE *const in = fopen(f->path, "rb");
  if (!in) { perror(f->path); return false; }
  f->bytes = or_die(malloc(capacity));
  for (size_t got; (got = fread(f->bytes + f->size, 1, capacity - f->size, in)) > 0; ) {
    f->size += got;
    if (f->size == capacity) f->bytes = or_die(realloc(f->bytes, capacity *= 2));
  }
  const bool failed = ferror(in);
  fclose(in);
  if (failed) perror(f->path);
  return !failed;
}

static void compress(struct file *f)
{
  size_t size = BrotliEncoderMaxCompressedSize(f->size);
  const BrotliEncoderMode mode = strncmp(f->type, "text/", 5) == 0 ? BROTLI_MODE_TEXT : BROTLI_MODE_GENERIC;
  if (size == 0) return;
  f->brotli = or_die(malloc(size));
  if (BrotliEncoderCompress(BROTLI_MAX_QUALITY, BROTLI_MAX_WINDOW_BITS, mode, f->size, f->bytes, &size, f->brotli) && size < f->size) {
    f->brotli_size = size;
    return;
  }
  free(f->brotli);
  f->brotli = NULL;
}

/* FNV-1a with a last mix: names a content, guards nothing. */
static uint64_t hash_of(const struct file *f)
{
  uint64_t h = 0xCBF29CE484222325u;
  for (size_t i = 0; i < f->size; i++) h = (h ^ f->bytes[i]) * 0x100000001B3u;
  return (h ^ h >> 32) * 0xD6E8FEB86659FD93u;
}

/* As a string: compilers read that ten times faster than a list of numbers. */
static void put_bytes(FILE *out, const char *kind, size_t i, const unsigned char *bytes, size_t size)
{
  fprintf(out, "static const unsigned char %s_%zu[] =\n  \"", kind, i);
  for (size_t k = 0; k < size; k++) {
    const unsigned char ch = bytes[k];
    const bool digit_follows = k + 1 < size && bytes[k + 1] >= '0' && bytes[k + 1] <= '9';
    if (ch == '"' || ch == '\\' || ch == '?') fprintf(out, "\\%c", ch);
    else if (ch >= ' ' && ch <= '~') fputc(ch, out);
    else fprintf(out, digit_follows ? "\\%03o" : "\\%o", ch);
    if (k % 64 == 63 && k + 1 < size) fputs("\"\n  \"", out);
  }
  fputs("\";\n", out);
}

static void put_table(FILE *out, const char *table, const struct file *files, size_t count)
{
  fprintf(out, "/* Made by tools/embed; change the files that went in. */\n#include \"asset.h\"\n\n"
    "extern const struct asset %s[];\nextern const size_t %s_count;\n", table, table);
  for (size_t i = 0; i < count; i++) {
    put_bytes(out, "bytes", i, files[i].bytes, files[i].size);
    if (files[i].brotli) put_bytes(out, "brotli", i, files[i].brotli, files[i].brotli_size);
  }
  fprintf(out, "\nconst struct asset %s[] = {\n", table);
  for (size_t i = 0; i < count; i++) {
    const struct file *const f = &files[i];
    fprintf(out, "  { \"%s\", \"%s\", bytes_%zu, %zu, \"%012llx\", ", f->name, f->type, i, f->size,
            (unsigned long long)(hash_of(f) >> 16));
    if (f->brotli) fprintf(out, "brotli_%zu, %zu },\n", i, f->brotli_size);
    else fputs("NULL, 0 },\n", out);
  }
  fprintf(out, "};\nconst size_t %s_count = %zu;\n", table, count);
}

static int by_name(const void *a, const void *b)
{
  return strcmp(((const struct file *)a)->name, ((const struct file *)b)->name);
}

static bool plain_name(const char *name)
{
  return name[strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-/")] == '\0';
}

static bool take(struct file *f, const char *path, const char *prefix)
{
  *f = (struct file){ .path = path, .name = name_of(path, prefix) };
  f->type = type_of(f->name);
  if (!plain_name(f->name)) { fprintf(stderr, "embed: %s: this name cannot stand in a URL as it is\n", path); return false; }
  if (!f->type) { fprintf(stderr, "embed: %s: no type is known for this ending\n", path); return false; }
  if (!read_file(f)) return false;
  compress(f);
  return true;
}

static bool write_out(const char *path, const char *table, struct file *files, size_t count)
{
  qsort(files, count, sizeof *files, by_name);
  for (size_t i = 1; i < count; i++)
    if (strcmp(files[i].name, files[i - 1].name) == 0) { fprintf(stderr, "embed: two files are called %s\n", files[i].name); return false; }
  FILE *const out = fopen(path, "wb");
  if (!out) { perror(path); return false; }
  put_table(out, table, files, count);
  const bool written = !ferror(out);
  if (fclose(out) == 0 && written) return true;
  perror(path);
  remove(path);
  return false;
}

int main(int argc, char **argv)
{
  const char *out = NULL, *prefix = "assets", *table = "assets";
  int i = 1;
  for (; i + 1 < argc && strncmp(argv[i], "--", 2) == 0; i += 2) {
    if (strcmp(argv[i], "--out") == 0) out = argv[i + 1];
    else if (strcmp(argv[i], "--prefix") == 0) prefix = argv[i + 1];
    else if (strcmp(argv[i], "--table") == 0) table = argv[i + 1];
    else { out = NULL; break; }
  }
  if (!out || i >= argc) {
    fprintf(stderr, "use: embed --out OUT.c [--table NAME] [--prefix DIR] FILE…\n");
    return 2;
  }
  const size_t count = (size_t)(argc - i);
  struct file *const files = or_die(calloc(count, sizeof *files));
  bool fine = true;
  for (size_t k = 0; k < count && fine; k++) fine = take(&files[k], argv[i + (int)k], prefix);
  fine = fine && write_out(out, table, files, count);
  for (size_t k = 0; k < count; k++) {
    free(files[k].bytes);
    free(files[k].brotli);
  }
  free(files);
  return fine ? 0 : 1;
}
