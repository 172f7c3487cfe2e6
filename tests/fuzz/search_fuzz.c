/* Any bytes as words and choices: an answer, in bounds. */
#include "csv.h"
#include "shipped.h"
#include "snapshot.h"

static void random_same(void *bytes, size_t n) { memset(bytes, 5, n); }
static void ignore(struct ctx *c, const struct csv_wrong *w, void *arg) { (void)c; (void)w; (void)arg; }
static int add(struct ctx *c, const void *row, const bool *given, size_t line, void *draft)
{
  (void)given;
  (void)line;
  return snapshot_add(c, draft, row);
}

static struct snapshot *build(struct ctx *c)
{
  const struct csv_reader reader = { &offer_line_record, add, ignore, snapshot_begin(), false };
  static struct places places;
  struct snapshot *s = NULL;
  size_t good, bad;
  FILE *in = shipped_open(NULL, "offers.csv");
  if (!in || places_load(c, NULL, &places) != OK || csv_read(c, in, &reader, &good, &bad) != OK || bad) abort();
  fclose(in);
  if (snapshot_finish(c, reader.arg, &places, "losse handjes => agressie\nex volgt => stalking", "de\nhet", c->today, &s) != OK) abort();
  return s;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static struct snapshot *s;
  static struct ctx building;
  struct arena mine = { .max = 8 << 20 };
  struct search q = { .page = 1 };
  struct search_result r;
  if (!s) { ctx_init(&building, 1790000000000, random_same, 64 << 20); s = build(&building); }
  for (size_t f = 0; f < FACET_COUNT && f < size; f++) q.chosen[f] = data[f] & 0x80 ? 0 : (uint64_t)1 << (data[f] & 63);
  if (size > FACET_COUNT) {
    q.order = (enum search_order)(data[FACET_COUNT - 1] % 4);
    q.page = data[FACET_COUNT - 2];
    q.words = arena_text(&mine, (const char *)data + FACET_COUNT, size - FACET_COUNT);
  }
  snapshot_search(s, &mine, &q, &r);
  if (r.count > PAGE_SIZE || r.total > snapshot_count(s) || (r.total && (r.page < 1 || r.page > r.pages))) abort();
  for (size_t i = 0; i < r.count; i++) if (!offer_is_public(&snapshot_offer(s, r.at[i])->offer)) abort();
  arena_release(&mine);
  return 0;
}
