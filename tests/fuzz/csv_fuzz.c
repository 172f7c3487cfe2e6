/* Any bytes as a CSV of offers: rows that are read print to a CSV that reads as the same rows. */
#include "csv.h"
#include "json.h"
#include "offers.h"

static void random_same(void *bytes, size_t n) { memset(bytes, 5, n); }

static int print_row(struct ctx *c, const void *row, const bool *given, size_t line, void *arg)
{
  struct buf *out = arg;
  (void)given;
  (void)line;
  if (record_check_(c, &offer_line_record, row) == OK) csv_row(&offer_line_record, row, out);
  return OK;
}
static void ignore(struct ctx *c, const struct csv_wrong *w, void *arg)
{
  (void)c;
  (void)arg;
  if (!w->text || !w->row) abort();                      /* a message says where and what */
}

static void read_all(struct ctx *c, const void *bytes, size_t size, struct buf *out)
{
  const struct csv_reader reader = { &offer_line_record, print_row, ignore, out, false };
  size_t good, bad;
  FILE *in = size ? fmemopen((void *)(uintptr_t)bytes, size, "rb") : NULL;
  if (!in) return;
  if (csv_read(c, in, &reader, &good, &bad) != OK && !c->error.text) abort();
  fclose(in);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct ctx c;
  struct buf once = { 0 }, twice = { 0 };
  ctx_init(&c, 1790000000000, random_same, 64 << 20);
  csv_head(&offer_line_record, &once);
  csv_head(&offer_line_record, &twice);
  read_all(&c, data, size, &once);
  read_all(&c, once.at, once.len, &twice);
  if (once.len != twice.len || memcmp(once.at, twice.at, once.len) != 0) abort();
  buf_release(&once);
  buf_release(&twice);
  ctx_release(&c);
  return 0;
}
