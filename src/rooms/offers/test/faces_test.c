/* The face of the colleague to call: from a photo, upright and without what the file tells; shown only while they are that colleague. */
#include "../../../store/test/scratch.h"
#include "faces.h"
#include <sodium.h>
#include <turbojpeg.h>

#define MUST(call) assert_int_equal(call, OK)

struct jpeg { unsigned char *at; unsigned long size; };

/* Above left red, above right green, below left blue, below right white. */
static struct jpeg quarters(int width, int height)
{
  static const unsigned char colours[4][3] = { { 255, 0, 0 }, { 0, 255, 0 }, { 0, 0, 255 }, { 255, 255, 255 } };
  unsigned char *const pixels = malloc((size_t)width * (size_t)height * 3);
  struct jpeg out = { 0 };
  const tjhandle writer = tjInitCompress();
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++) memcpy(pixels + ((size_t)y * (size_t)width + (size_t)x) * 3, colours[(y >= height / 2) * 2 + (x >= width / 2)], 3);
  assert_int_equal(tjCompress2(writer, pixels, width, 0, height, TJPF_RGB, &out.at, &out.size, TJSAMP_444, 95, 0), 0);
  tjDestroy(writer);
  free(pixels);
  return out;
}

/* With a word on how the camera was held (Exif), and a text that must not be kept. */
static struct jpeg held(struct jpeg plain, unsigned char orientation)
{
  const unsigned char exif[] = { 0xff, 0xe1, 0, 48, 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0,
    'K', 'A', 'N', 'A', 'R', 'I', 'E', '-', 'P', 'L', 'A', 'A', 'T', 'S' };
  struct jpeg out = { tjAlloc((int)(plain.size + sizeof exif)), plain.size + sizeof exif };
  memcpy(out.at, plain.at, 2);
  memcpy(out.at + 2, exif, sizeof exif);
  memcpy(out.at + 2 + sizeof exif, plain.at + 2, plain.size - 2);
  tjFree(plain.at);
  return out;
}

/* Of the face's four corners, clockwise from above left: "rgwb". */
static const char *corners(const char *photo)
{
  static char said[5];
  static const int at[4][2] = { { 30, 30 }, { 130, 30 }, { 130, 130 }, { 30, 130 } };
  unsigned char jpeg[60000], pixels[FACE_SIDE * FACE_SIDE * 3];
  size_t size;
  int width, height, sampling, space;
  assert_int_equal(sodium_base642bin(jpeg, sizeof jpeg, photo, strlen(photo), NULL, &size, NULL, sodium_base64_VARIANT_ORIGINAL), 0);
  assert_null(memmem(jpeg, size, "KANARIE", 7));
  const tjhandle reader = tjInitDecompress();
  assert_int_equal(tjDecompressHeader3(reader, jpeg, size, &width, &height, &sampling, &space), 0);
  assert_int_equal(width, FACE_SIDE);
  assert_int_equal(height, FACE_SIDE);
  assert_int_equal(tjDecompress2(reader, jpeg, size, pixels, width, 0, height, TJPF_RGB, 0), 0);
  tjDestroy(reader);
  for (size_t i = 0; i < 4; i++) {
    const unsigned char *const p = pixels + (at[i][1] * FACE_SIDE + at[i][0]) * 3;
    said[i] = p[0] > 128 && p[1] > 128 ? 'w' : p[0] > 128 ? 'r' : p[1] > 128 ? 'g' : p[2] > 128 ? 'b' : '?';
  }
  return said;
}

static void a_photo_stands_upright_however_the_camera_was_held(void **state)
{
  static const char *const upright[] = { "rgwb", "rgwb", "grbw", "wbrg", "bwgr", "rbwg", "brgw", "wgrb", "gwbr" };
  struct scratch *const s = *state;
  for (unsigned char o = 0; o <= 8; o++) {
    struct jpeg j = held(quarters(400, 400), o);
    const char *photo;
    MUST(face_of_photo(&s->c, j.at, j.size, &photo));
    assert_string_equal(corners(photo), upright[o]);
    tjFree(j.at);
  }
}

static void a_large_a_wide_and_a_small_photo_become_a_face(void **state)
{
  static const int sides[][2] = { { 4000, 3000 }, { 300, 5000 }, { 5000, 300 }, { PHOTO_SIDE_LEAST, PHOTO_SIDE_LEAST }, { 161, 161 } };
  struct scratch *const s = *state;
  for (size_t i = 0; i < COUNT(sides); i++) {
    struct jpeg j = quarters(sides[i][0], sides[i][1]);
    const char *photo;
    MUST(face_of_photo(&s->c, j.at, j.size, &photo));
    assert_in_range(strlen(photo), 500, 40000);
    corners(photo);
    tjFree(j.at);
  }
}

static void what_is_no_photo_is_refused_on_its_field(void **state)
{
  struct scratch *const s = *state;
  struct jpeg small = quarters(PHOTO_SIDE_LEAST - 1, 400), whole = quarters(400, 400);
  const char *photo = NULL;
  assert_int_equal(face_of_photo(&s->c, (const unsigned char *)"GIF89a", 6, &photo), ERR_INVALID);
  assert_string_equal(s->c.error.field, "photo");
  assert_int_equal(face_of_photo(&s->c, small.at, small.size, &photo), ERR_INVALID);
  for (size_t n = 0; n < whole.size - 2; n += 97) assert_int_equal(face_of_photo(&s->c, whole.at, n, &photo), ERR_INVALID);
  assert_null(photo);
  tjFree(small.at);
  tjFree(whole.at);
}

/* What is stored in passes is held whole while it is read, and read again for each of them. */
static void a_photo_that_takes_too_much_to_read_is_refused(void **state)
{
  struct scratch *const s = *state;
  struct jpeg large = quarters(5000, 4000), passes = quarters(400, 400);
  const char *photo = NULL;
  assert_int_equal(face_of_photo(&s->c, large.at, large.size, &photo), ERR_INVALID);
  unsigned char *const many = malloc(passes.size + 2 * (PHOTO_PASSES_MOST + 1));
  memcpy(many, passes.at, passes.size);
  for (size_t i = 0; i <= PHOTO_PASSES_MOST; i++) memcpy(many + passes.size + 2 * i, "\xff\xda", 2);
  MUST(face_of_photo(&s->c, many, passes.size, &photo));
  photo = NULL;
  assert_int_equal(face_of_photo(&s->c, many, passes.size + 2 * (PHOTO_PASSES_MOST + 1), &photo), ERR_INVALID);
  assert_null(photo);
  free(many);
  tjFree(large.at);
  tjFree(passes.at);
}

static void a_face_goes_when_the_offer_names_another_colleague(void **state)
{
  struct scratch *const s = *state;
  struct offer_line line = { .offer = { .name = "Aanbod", .slug = "aanbod", .kind = KIND_HELP, .status = STATUS_ACTIVE, .colleague = "Sanne Voorbeeld" } };
  struct offer_face face;
  MUST(offer_add(&s->c, &line, &line.offer.id));
  assert_int_equal(face_of(&s->c, &line.offer, &face), ERR_NOT_FOUND);
  MUST(face_put(&s->c, &line.offer, YES, "Zm90bw=="));
  MUST(face_put(&s->c, &line.offer, YES, "YW5kZXI="));
  MUST(faces_tidy(&s->c));
  MUST(face_of(&s->c, &line.offer, &face));
  assert_string_equal(face.photo, "YW5kZXI=");
  assert_int_equal(face.agreed.ms, s->c.now);
  line.offer.colleague = "Iemand Anders";
  assert_int_equal(face_of(&s->c, &line.offer, &face), ERR_NOT_FOUND);
  raw_run(s, "UPDATE offer SET colleague = 'Iemand Anders'");
  MUST(faces_tidy(&s->c));
  assert_int_equal(face_remove(&s->c, line.offer.id), ERR_NOT_FOUND);
}

static void a_face_needs_a_photo_a_colleague_and_their_yes(void **state)
{
  struct scratch *const s = *state;
  struct offer_line line = { .offer = { .name = "Aanbod", .slug = "aanbod", .kind = KIND_HELP, .status = STATUS_ACTIVE, .colleague = "Sanne Voorbeeld" } };
  struct offer_face face;
  MUST(offer_add(&s->c, &line, &line.offer.id));
  for (enum yes_no agreed = YES_NO_UNKNOWN; agreed <= NO; agreed++) {
    if (agreed == YES) continue;
    assert_int_equal(face_put(&s->c, &line.offer, agreed, "Zm90bw=="), ERR_INVALID);
    assert_string_equal(s->c.error.field, "agreed");
  }
  assert_int_equal(face_put(&s->c, &line.offer, YES, NULL), ERR_INVALID);
  assert_string_equal(s->c.error.field, "photo");
  assert_int_equal(face_of(&s->c, &line.offer, &face), ERR_NOT_FOUND);
  line.offer.colleague = NULL;
  assert_int_equal(face_put(&s->c, &line.offer, YES, "Zm90bw=="), ERR_INVALID);
  assert_string_equal(s->c.error.field, "photo");
}

static int set_up(void **state) { *state = scratch_with_schema(); return 0; }
static int tear_down(void **state) { scratch_free(*state); return 0; }

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest faces[] = {
    TEST(a_photo_stands_upright_however_the_camera_was_held),
    TEST(a_large_a_wide_and_a_small_photo_become_a_face),
    TEST(what_is_no_photo_is_refused_on_its_field),
    TEST(a_photo_that_takes_too_much_to_read_is_refused),
    TEST(a_face_goes_when_the_offer_names_another_colleague),
    TEST(a_face_needs_a_photo_a_colleague_and_their_yes),
  };
  return cmocka_run_group_tests(faces, NULL, NULL);
}
