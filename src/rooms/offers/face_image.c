/* From somebody's photograph to a small face. */
#include "faces.h"
#include <libexif/exif-data.h>
#include <sodium.h>
#include <stdlib.h>
#include <turbojpeg.h>

enum { COLOURS = 3, QUALITY = 82, UPRIGHT = 1, FROM_TOP = 4 /* this part of what is cut off is cut off above */ };

struct picture { unsigned char *at; int width, height; };            /* rows of red, green, blue */

static int no_photo(struct ctx *c) { return fail(c, ERR_INVALID, "photo", N_("This is not a JPEG photo that can be read. Choose another one.")); }

/* --- reading -------------------------------------------------------------------------------------- */

/* How the camera was held: 1 to 8, as Exif has it. */
static int orientation_of(const unsigned char *bytes, size_t size)
{
  ExifData *const data = exif_data_new_from_data(bytes, (unsigned)size);
  const ExifEntry *const entry = data ? exif_content_get_entry(data->ifd[EXIF_IFD_0], EXIF_TAG_ORIENTATION) : NULL;
  const int held = entry && entry->format == EXIF_FORMAT_SHORT && entry->size >= 2 ? exif_get_short(entry->data, exif_data_get_byte_order(data)) : UPRIGHT;
  exif_data_unref(data);
  return held >= 1 && held <= 8 ? held : UPRIGHT;
}

static int lesser(int a, int b) { return a < b ? a : b; }
static int greater(int a, int b) { return a > b ? a : b; }

/* Passes over the picture, each of which begins with a marker: the library bounds them by 500. */
static bool few_passes(const unsigned char *bytes, size_t size)
{
  int passes = 0;
  for (const unsigned char *at = bytes, *const end = bytes + size; (at = memmem(at, (size_t)(end - at), "\xff\xda", 2)); at += 2) passes++;
  return passes <= PHOTO_PASSES_MOST;
}

/* As small as the library makes it while it is no smaller than a face. */
static struct picture scaled(int width, int height)
{
  struct picture best = { NULL, width, height };
  int count;
  const tjscalingfactor *const factors = tjGetScalingFactors(&count);
  for (int i = 0; factors && i < count; i++) {
    const int w = TJSCALED(width, factors[i]), h = TJSCALED(height, factors[i]);
    if (lesser(w, h) >= FACE_SIDE && w < best.width) best = (struct picture){ NULL, w, h };
  }
  return best;
}

static int read_with(struct ctx *c, tjhandle reader, const unsigned char *bytes, size_t size, struct picture *out)
{
  int width, height, sampling, space;
  if (tjDecompressHeader3(reader, bytes, size, &width, &height, &sampling, &space) != 0) return no_photo(c);
  if (lesser(width, height) < PHOTO_SIDE_LEAST) return fail(c, ERR_INVALID, "photo", N_("This photo is too small. Choose one of at least 96 by 96 pixels."));
  if ((int64_t)width * height > PHOTO_PIXELS_MOST) return fail(c, ERR_INVALID, "photo", N_("This photo is too large. Choose one of at most 4,000 by 4,000 pixels."));
  if (!few_passes(bytes, size)) return no_photo(c);
  *out = scaled(width, height);
  out->at = malloc((size_t)out->width * (size_t)out->height * COLOURS);
  if (!out->at) return fail(c, ERR_FULL, NULL, N_("Out of memory."));
  const int read = tjDecompress2(reader, bytes, size, out->at, out->width, 0, out->height, TJPF_RGB, TJFLAG_LIMITSCANS | TJFLAG_STOPONWARNING);
  return read == 0 ? OK : no_photo(c);
}

/* --- the face --------------------------------------------------------------------------------------- */

/* The pixel that stands at x, y when the picture is held upright. */
static const unsigned char *pixel(const struct picture *p, int held, int x, int y)
{
  const int right = p->width - 1, bottom = p->height - 1;
  int sx = x, sy = y;
  switch (held) {
  case 2: sx = right - x; break;
  case 3: sx = right - x; sy = bottom - y; break;
  case 4: sy = bottom - y; break;
  case 5: sx = y; sy = x; break;
  case 6: sx = y; sy = bottom - x; break;
  case 7: sx = right - y; sy = bottom - x; break;
  case 8: sx = right - y; sy = x; break;
  default: break;
  }
  return p->at + ((size_t)sy * (size_t)p->width + (size_t)sx) * COLOURS;
}

/* Each pixel is the mean of those that it stands for. */
static void cut(const struct picture *p, int held, unsigned char *face)
{
  const bool turned = held >= 5;
  const int width = turned ? p->height : p->width, height = turned ? p->width : p->height, side = lesser(width, height);
  const int left = (width - side) / 2, top = (height - side) / FROM_TOP;
  for (int y = 0; y < FACE_SIDE; y++)
    for (int x = 0; x < FACE_SIDE; x++) {
      const int x0 = left + x * side / FACE_SIDE, y0 = top + y * side / FACE_SIDE;
      const int across = greater(left + (x + 1) * side / FACE_SIDE - x0, 1), down = greater(top + (y + 1) * side / FACE_SIDE - y0, 1);
      int sum[COLOURS] = { 0 };
      for (int i = 0; i < across * down; i++)
        for (int k = 0; k < COLOURS; k++) sum[k] += pixel(p, held, x0 + i % across, y0 + i / across)[k];
      for (int k = 0; k < COLOURS; k++) face[(y * FACE_SIDE + x) * COLOURS + k] = (unsigned char)(sum[k] / (across * down));
    }
}

static int written(struct ctx *c, const unsigned char *face, const char **out)
{
  const tjhandle writer = tjInitCompress();
  unsigned char *jpeg = NULL;
  unsigned long size = 0;
  const bool made = writer && tjCompress2(writer, face, FACE_SIDE, 0, FACE_SIDE, TJPF_RGB, &jpeg, &size, TJSAMP_420, QUALITY, 0) == 0;
  if (made) {
    const size_t room = sodium_base64_encoded_len(size, sodium_base64_VARIANT_ORIGINAL);
    *out = sodium_bin2base64(arena_alloc(&c->arena, room), room, jpeg, size, sodium_base64_VARIANT_ORIGINAL);
  }
  tjFree(jpeg);
  if (writer) tjDestroy(writer);
  return made ? OK : fail(c, ERR_FULL, NULL, N_("Out of memory."));
}

int face_of_photo(struct ctx *c, const unsigned char *bytes, size_t size, const char **out)
{
  const tjhandle reader = tjInitDecompress();
  struct picture p = { 0 };
  if (!reader) return fail(c, ERR_FULL, NULL, N_("Out of memory."));
  int rc = read_with(c, reader, bytes, size, &p);
  tjDestroy(reader);
  if (rc == OK) {
    unsigned char *const face = arena_alloc(&c->arena, (size_t)FACE_SIDE * FACE_SIDE * COLOURS);
    cut(&p, orientation_of(bytes, size), face);
    rc = written(c, face, out);
  }
  free(p.at);
  return rc;
}
