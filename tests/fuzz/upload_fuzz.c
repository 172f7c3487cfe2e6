/* Any bytes as a form that brings a photo, and as the photo: refused, or a face of which nothing was read past its end. */
#include "faces.h"
#include "multipart.h"

static void random_same(void *bytes, size_t n) { memset(bytes, 5, n); }

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct ctx c;
  struct buf form = { .max = 1 << 20 };
  struct posted_file file = { data, size };
  const char *photo = NULL;
  ctx_init(&c, 1790000000000, random_same, 64 << 20);
  const bool parts = size > 2 && memcmp(data, "--", 2) == 0 && multipart_read(&c, "multipart/form-data; boundary=x", (const char *)data, size, &form, &file) == OK;
  if (parts && file.size && (file.bytes < data || file.bytes + file.size > data + size)) abort();
  if (file.size && face_of_photo(&c, file.bytes, file.size, &photo) == OK && !photo) abort();
  buf_release(&form);
  ctx_release(&c);
  return 0;
}
