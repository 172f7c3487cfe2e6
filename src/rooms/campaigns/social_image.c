#include "social_image.h"
#include "assets.h"
#include "base64.h"
#include "text.h"
#include <math.h>
#include <png.h>
#include <ft2build.h>
#include FT_FREETYPE_H

/* A pixel is a number of the palette: three ramps of SHADES from what lies under to what is drawn. */
enum { SHADES = 32, SEA = 0, BAND = SHADES, INK = 2 * SHADES, COLOURS = 3 * SHADES };
enum { MARGIN = 90, LINES_MOST = 4, LARGEST = 92, SMALLEST = 52, NAME_SIZE = 40, TITLE_BOTTOM = 440, TIDE = 500 };

struct colour { uint8_t red, green, blue; };
struct canvas { uint8_t *pixels; FT_Library library; FT_Face face; int size; };
struct piece { const char *at; size_t n; };

static const struct colour sea = { 0x0B, 0x3C, 0x49 }, white = { 255, 255, 255 }, mist = { 0xE6, 0xF0, 0xF1 };

static uint8_t between(uint8_t a, uint8_t b, int shade) { return (uint8_t)(a + (b - a) * shade / (SHADES - 1)); }

static void fill_ramp(struct colour *to, struct colour from, struct colour until)
{
  for (int i = 0; i < SHADES; i++)
    to[i] = (struct colour){ between(from.red, until.red, i), between(from.green, until.green, i), between(from.blue, until.blue, i) };
}

/* --- letters ---------------------------------------------------------------------------------------------------------- */

static void set_size(struct canvas *v, int size)
{
  v->size = size;
  FT_Set_Pixel_Sizes(v->face, 0, (FT_UInt)size);
}

static int width_of(const struct canvas *v, const char *s, size_t n)
{
  long width = 0;
  for (size_t i = 0, taken; i < n; i += taken) {
    const uint32_t letter = text_next(s + i, n - i, &taken);
    if (FT_Load_Char(v->face, letter, FT_LOAD_DEFAULT) == 0) width += v->face->glyph->advance.x >> 6;
  }
  return (int)width;
}

/* One letter's coverage over a ramp; what falls outside is left out. */
static void draw_glyph(const struct canvas *v, int x, int y, int ramp)
{
  const FT_Bitmap *const map = &v->face->glyph->bitmap;
  const int left = x + v->face->glyph->bitmap_left, top = y - v->face->glyph->bitmap_top;
  for (int row = 0; row < (int)map->rows; row++)
    for (int column = 0; column < (int)map->width; column++) {
      const int px = left + column, py = top + row, shade = map->buffer[row * map->pitch + column] * (SHADES - 1) / 255;
      if (shade && px >= 0 && px < SOCIAL_WIDTH && py >= 0 && py < SOCIAL_HEIGHT) v->pixels[py * SOCIAL_WIDTH + px] = (uint8_t)(ramp + shade);
    }
}

static void draw_text(const struct canvas *v, int x, int y, const char *s, size_t n, int ramp)
{
  for (size_t i = 0, taken; i < n; i += taken) {
    const uint32_t letter = text_next(s + i, n - i, &taken);
    if (FT_Load_Char(v->face, letter, FT_LOAD_RENDER) != 0) continue;
    draw_glyph(v, x, y, ramp);
    x += (int)(v->face->glyph->advance.x >> 6);
  }
}

/* Words as many to a line as fit; the number of lines, or LINES_MOST + 1 if they do not. */
static size_t break_lines(const struct canvas *v, const char *title, struct piece lines[static LINES_MOST])
{
  size_t count = 0, n;
  for (const char *word = text_word(title, &n); word; word = text_word(word + n, &n)) {
    struct piece *const last = count ? &lines[count - 1] : NULL;
    const size_t longer = last ? (size_t)(word + n - last->at) : 0;
    if (last && width_of(v, last->at, longer) <= SOCIAL_WIDTH - 2 * MARGIN) { last->n = longer; continue; }
    if (count == LINES_MOST || width_of(v, word, n) > SOCIAL_WIDTH - 2 * MARGIN) return LINES_MOST + 1;
    lines[count++] = (struct piece){ word, n };
  }
  return count;
}

static int line_height(const struct canvas *v) { return v->size * 5 / 4; }

/* As large as fits. What never fits loses its end. */
static size_t fit_title(struct ctx *c, struct canvas *v, const char *title, struct piece lines[static LINES_MOST])
{
  for (size_t most = text_length(title, strlen(title)); most; most--) {
    const char *const cut = text_cut(&c->arena, title, strlen(title), most);
    for (int size = LARGEST; size >= SMALLEST; size -= 8) {
      set_size(v, size);
      const size_t count = break_lines(v, cut, lines);
      if (count <= LINES_MOST && (int)count * line_height(v) <= TITLE_BOTTOM - MARGIN + line_height(v) / 2) return count;
    }
  }
  return 0;
}

/* --- the picture -------------------------------------------------------------------------------------------------------- */

/* The tide line: a slow wave, soft at its edge; mist below it. */
static void draw_water(uint8_t *pixels)
{
  memset(pixels, SEA, (size_t)SOCIAL_WIDTH * SOCIAL_HEIGHT);
  for (int x = 0; x < SOCIAL_WIDTH; x++) {
    const double edge = TIDE + 14 * sin(x / 95.0) + 5 * sin(x / 37.0);
    for (int y = TIDE - 24; y < SOCIAL_HEIGHT; y++) {
      const double covered = y + 1 - edge;
      const int shade = covered <= 0 ? 0 : covered >= 1 ? SHADES - 1 : (int)(covered * (SHADES - 1));
      if (shade) pixels[y * SOCIAL_WIDTH + x] = (uint8_t)(BAND + shade);
    }
  }
}

static void draw(struct ctx *c, struct canvas *v, const char *title, const char *site_name)
{
  struct piece lines[LINES_MOST] = { 0 };
  draw_water(v->pixels);
  const size_t count = fit_title(c, v, title, lines);
  const int height = line_height(v), top = (TITLE_BOTTOM - MARGIN / 2 - (int)count * height) / 2 + MARGIN / 2;
  for (size_t i = 0; i < count; i++) draw_text(v, MARGIN, top + v->size + (int)i * height, lines[i].at, lines[i].n, SEA);
  set_size(v, NAME_SIZE);
  draw_text(v, MARGIN, SOCIAL_HEIGHT - 38, site_name, strlen(site_name), INK);
}

static bool open_letters(struct canvas *v)
{
  const struct asset *const font = asset_find("noto-sans-700.woff2");
  if (!font || FT_Init_FreeType(&v->library) != 0) return false;
  if (FT_New_Memory_Face(v->library, font->bytes, (FT_Long)font->size, 0, &v->face) == 0) return true;
  FT_Done_FreeType(v->library);
  return false;
}

/* A byte a pixel, with a palette. */
static bool pack(const uint8_t *pixels, const struct colour *palette, struct buf *out)
{
  png_image image = { .version = PNG_IMAGE_VERSION, .width = SOCIAL_WIDTH, .height = SOCIAL_HEIGHT, .format = PNG_FORMAT_RGB_COLORMAP, .colormap_entries = COLOURS };
  png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
  uint8_t *const png = malloc(size);
  const bool done = png && png_image_write_to_memory(&image, png, &size, 0, pixels, SOCIAL_WIDTH, palette);
  if (done) put_mem(out, (const char *)png, size);
  free(png);
  return done && !out->failed;
}

static bool draw_png(struct ctx *c, struct canvas *v, const char *title, const char *site_name, struct buf *out)
{
  struct colour palette[COLOURS];
  fill_ramp(palette + SEA, sea, white);
  fill_ramp(palette + BAND, sea, mist);
  fill_ramp(palette + INK, mist, sea);
  draw(c, v, title, site_name);
  return pack(v->pixels, palette, out);
}

int social_image(struct ctx *c, const char *title, const char *site_name, const char **out)
{
  struct canvas v = { .pixels = malloc((size_t)SOCIAL_WIDTH * SOCIAL_HEIGHT) };
  struct buf png = { 0 };
  bool done = false;
  if (v.pixels && open_letters(&v)) {
    done = draw_png(c, &v, title, site_name, &png);
    FT_Done_Face(v.face);
    FT_Done_FreeType(v.library);
  }
  free(v.pixels);
  if (done) *out = base64_text(&c->arena, png.at, png.len);
  buf_release(&png);
  return done && *out ? OK : fail(c, ERR_STORE, NULL, N_("The picture could not be made."));
}
