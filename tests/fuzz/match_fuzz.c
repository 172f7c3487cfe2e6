/* Any bytes as a profile: refused with a reason, or a decision whose JSON reads as JSON and has every offer in one list. */
#include "live.h"
#include "match.h"
#include <jansson.h>

static void random_same(void *bytes, size_t n) { memset(bytes, 5, n); }

struct world { struct ctx c; struct places places; struct live_match *live; };

static const struct world *world(void)
{
  static struct world w;
  struct snapshot *snapshot;
  if (w.live) return &w;
  ctx_init(&w.c, 1790000000000, random_same, 0);
  if (places_load(&w.c, NULL, &w.places) != OK) abort();
  w.c.places = &w.places;
  if (live_match_examples(&w.c, &snapshot) != OK || live_match_build(&w.c, NULL, snapshot, &w.live) != OK) abort();
  snapshot_release(snapshot);
  return &w;
}

/* Codes of the list into `seen`; each may come once in all lists together. */
static size_t note(const json_t *list, json_t *seen)
{
  size_t i;
  const json_t *entry;
  if (!json_is_array(list)) abort();
  json_array_foreach(list, i, entry) {
    const char *const code = json_string_value(json_object_get(entry, "offer"));
    const bool why = json_object_get(entry, "rule") || json_object_get(entry, "reasons");
    if (!code || !why || json_object_get(seen, code)) abort();
    json_object_set_new(seen, code, json_true());
  }
  return json_array_size(list);
}

static void look(const struct matcher *m, const struct profile *p, const struct buf *out)
{
  json_t *const answer = json_loadb(out->at, out->len, JSON_REJECT_DUPLICATES, NULL), *const seen = json_object();
  size_t count = 0;
  if (!answer) abort();
  for (enum verdict v = VERDICT_FITS; v <= VERDICT_EXCLUDED; v++) count += note(json_object_get(answer, verdict_key(v)), seen);
  if (count != matcher_count(m, p->region)) abort();
  json_decref(seen);
  json_decref(answer);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  const struct world *const w = world();
  const struct matcher *const m = live_match_matcher(w->live);
  struct profile p;
  struct match_result r;
  struct ctx c;
  ctx_init(&c, 1790000000000, random_same, 64 << 20);
  c.places = &w->places;
  c.lang = size % 2 ? LANG_EN : LANG_NL;
  if (profile_read_json(&c, (const char *)data, size, &p) != OK) {
    if (!c.error.text) abort();
  } else {
    if (match_decide(&c, m, &(struct match_ask){ .profile = &p, .control_set_aside = size % 3 == 0 }, &r) != OK) abort();
    match_write_json(&c, m, &p, &r, &c.out);
    if (c.out.failed) abort();
    look(m, &p, &c.out);
  }
  ctx_release(&c);
  return 0;
}
