#include "doubles.h"
#include "ids.h"
#include "json.h"
#include "permissions.h"
#include "hash.h"
#include "text.h"

static const struct field join_fields[] = {
  F_REF (offer_join, kept,        REQUIRED, offer, N_("Stays")),
  F_REF (offer_join, gone,        REQUIRED, offer, N_("Ended")),
  F_TEXT(offer_join, kept_before, REQUIRED | LONG, N_("As it was"), .max = 1000000),
  F_TEXT(offer_join, gone_before, REQUIRED | LONG, N_("As it was"), .max = 1000000),
  F_INT (offer_join, kept_after,  REQUIRED, N_("Version afterwards")),
  F_INT (offer_join, gone_after,  REQUIRED, N_("Version afterwards")),
  F_DATE(offer_join, joined,      REQUIRED, N_("Joined on")),
  F_DATE(offer_join, undone,      OPTIONAL, N_("Undone")),
};
const struct record offer_join_record = LOG(offer_join, join_fields);

/* --- how alike ------------------------------------------------------------------------------------- */

enum { SIGN_WORDS = 8, SIGN_BITS = SIGN_WORDS * 64 };
struct sign { uint64_t bits[SIGN_WORDS]; };      /* a bit for each group of three letters */

static void add_word(struct sign *s, const char *word, size_t n)
{
  char padded[66] = " ";
  if (n > 63) n = 63;
  memcpy(padded + 1, word, n);
  padded[n + 1] = ' ';
  for (size_t i = 0; i + 3 <= n + 2; i++) {
    const uint64_t bit = hash_bytes(padded + i, 3, 3) % SIGN_BITS;
    s->bits[bit / 64] |= (uint64_t)1 << bit % 64;
  }
}

/* Words that stand in half the names tell nothing. */
static bool is_small(const char *word, size_t n)
{
  static const char *const small[] = { "de", "het", "een", "van", "en", "in", "voor", "bij", "met", "op", "te", "der", "den" };
  for (size_t i = 0; i < COUNT(small); i++) if (strlen(small[i]) == n && memcmp(word, small[i], n) == 0) return true;
  return false;
}

static struct sign sign_of(const char *name)
{
  struct sign s = { { 0 } };
  struct buf b = { 0 };
  text_fold(&b, name, strlen(name));
  const char *at = buf_text(&b);
  while (*at) {
    const size_t n = strcspn(at, " -/(),.;:'\"&+");
    if (n && !is_small(at, n)) add_word(&s, at, n);
    at += n + (at[n] != '\0');
  }
  buf_release(&b);
  return s;
}

static int alike(const struct sign *a, const struct sign *b)
{
  int both = 0, any = 0;
  for (size_t i = 0; i < SIGN_WORDS; i++) {
    both += __builtin_popcountll(a->bits[i] & b->bits[i]);
    any += __builtin_popcountll(a->bits[i] | b->bits[i]);
  }
  return any ? 100 * both / any : 0;
}

int names_alike(const char *one, const char *other)
{
  const struct sign a = sign_of(one), b = sign_of(other);
  return alike(&a, &b);
}

struct id pair_subject(struct id one, struct id other)
{
  struct id both;
  for (size_t i = 0; i < sizeof both.b; i++) both.b[i] = one.b[i] ^ other.b[i];
  return both;
}

/* --- finding ----------------------------------------------------------------------------------------- */

struct known { struct id id, provider; const char *name, *regions; uint64_t region_marks; int size; struct sign sign; };      /* marks: a bit for each word of regions; size: bits of the sign */
struct search { struct known *at; size_t count, room; struct double_pair_list found; struct offer_decision_list decided; struct ctx *keeper; };

/* Two that share a word share a bit; most that share none do not. */
static uint64_t marks_of(const char *words)
{
  uint64_t marks = 0;
  size_t n;
  for (const char *s = text_word(words, &n); s; s = text_word(s + n, &n)) marks |= (uint64_t)1 << hash_bytes(s, n, 5) % 64;
  return marks;
}

static int size_of(const struct sign *s)
{
  int n = 0;
  for (size_t i = 0; i < SIGN_WORDS; i++) n += __builtin_popcountll(s->bits[i]);
  return n;
}

static bool share_word(const char *a, const char *b)
{
  size_t n, m;
  for (const char *s = text_word(a, &n); s; s = text_word(s + n, &n))
    for (const char *t = text_word(b, &m); t; t = text_word(t + m, &m))
      if (n == m && memcmp(s, t, n) == 0) return true;
  return false;
}

static int take(struct ctx *c, const void *row, void *arg)
{
  const struct offer *const o = row;
  struct search *const s = arg;
  struct ctx *const keeper = s->keeper;
  (void)c;
  if (o->status == STATUS_ENDED || !keeps_offer(c, o)) return OK;
  if (s->count == s->room) {
    struct known *const more = reallocarray(s->at, s->room ? s->room * 2 : 256, sizeof *more);
    if (!more) return fail(c, ERR_FULL, NULL, N_("Out of memory."));
    s->at = more;
    s->room = s->room ? s->room * 2 : 256;
  }
  s->at[s->count++] = (struct known){ .id = o->id, .provider = o->provider_id, .region_marks = marks_of(o->regions), .sign = sign_of(o->name) };
  struct known *const k = &s->at[s->count - 1];
  struct arena *const lasting = &keeper->arena;
  k->size = size_of(&k->sign);
  k->name = arena_text(lasting, o->name, strlen(o->name));
  k->regions = o->regions ? arena_text(lasting, o->regions, strlen(o->regions)) : NULL;
  return OK;
}

static void compare(struct search *s, const struct known *a, const struct known *b)
{
  const bool same_provider = id_known(a->provider) && id_same(a->provider, b->provider);
  const int least = same_provider ? DOUBLE_SAME_PROVIDER : DOUBLE_SAME_REGION, small = a->size < b->size ? a->size : b->size, large = a->size + b->size - small;
  if ((!same_provider && !(a->region_marks & b->region_marks)) || 100 * small < least * large || s->found.count == DOUBLES_MOST) return;
  const int score = alike(&a->sign, &b->sign);
  if (score < DOUBLE_SAME_PROVIDER) return;
  if (!same_provider && (score < DOUBLE_SAME_REGION || !share_word(a->regions, b->regions))) return;
  const struct id subject = pair_subject(a->id, b->id);
  if (!decision_made(&s->decided, subject)) s->found.at[s->found.count++] = (struct double_pair){ a->id, b->id, subject, score, a->name, b->name };
}

static int by_score(const void *a, const void *b)
{
  const struct double_pair *const x = a, *const y = b;
  return x->score != y->score ? y->score - x->score : memcmp(x->subject.b, y->subject.b, sizeof x->subject.b);
}

int doubles_found(struct ctx *c, struct double_pair_list *out)
{
  struct ctx names = { .arena = { .max = 32 << 20 } };           /* what is read one by one is let go one by one */
  struct search s = { .keeper = &names };
  int rc = decisions_all(c, &s.decided);
  s.found.at = arena_new(&c->arena, struct double_pair, DOUBLES_MOST);
  if (rc == OK) rc = doubles_each(c, take, &s);
  for (size_t i = 0; rc == OK && i < s.count; i++) for (size_t k = i + 1; k < s.count; k++) compare(&s, &s.at[i], &s.at[k]);
  free(s.at);
  arena_adopt(&c->arena, &names.arena);
  if (s.found.count) qsort(s.found.at, s.found.count, sizeof *s.found.at, by_score);
  if (rc == OK) *out = s.found;
  return rc;
}

int doubles_apart(struct ctx *c, struct id one, struct id other, const char *reason)
{
  struct offer_line a, b;
  bool said;
  if (id_same(one, other)) return not_there(c);
  TRY(kept_offer(c, one, &a));
  TRY(kept_offer(c, other, &b));
  TRY(decision_there(c, pair_subject(one, other), &said));
  if (said) return OK;
  return decision_write(c, &(struct offer_decision){ .subject = pair_subject(one, other), .kind = REVIEW_DOUBLE, .offer = one, .decision = DECISION_FINE,
    .reason = reason ? reason : tr(c, N_("This is not the same offer.")) });
}

/* --- joining ------------------------------------------------------------------------------------------ */

static const char *as_json(struct ctx *c, const struct offer_line *line)
{
  struct buf b = { 0 };
  json_row(offer_line, line, &b);
  return buf_to_arena(&c->arena, &b);
}

/* What nobody knew of the one and somebody of the other. Who verified it stays apart: nobody verified the two as one. */
static void fill(struct offer_line *kept, const struct offer_line *gone)
{
  for (size_t i = 0; i < offer_record.count; i++) {
    const struct field *const f = &offer_record.fields[i];
    if (f->flags & IN_PROGRAM || strcmp(f->name, "code") == 0 || strcmp(f->name, "verified_on") == 0 || strcmp(f->name, "verified_by") == 0 || strcmp(f->name, "example") == 0) continue;
    if (!field_known(f, &kept->offer) && field_known(f, &gone->offer)) field_copy(f, &kept->offer, &gone->offer);
  }
  if (!kept->provider) kept->provider = gone->provider;
  if (!kept->also_by) kept->also_by = gone->also_by;
  if (set_has(kept->offer.formats, FORMAT_RESIDENTIAL))          /* a place that may be known of the one may not of the other */
    for (size_t i = 0; i < kept->offer.places.count; i++) {
      struct offer_place *const p = &kept->offer.places.at[i];
      p->name = p->street = p->postal_code = NULL;
    }
}

static int version_after(struct ctx *c, struct id id, struct num *out)
{
  struct offer o = { 0 };
  TRY(global_get(c, offer, id, &o));
  *out = num(o.version);
  return OK;
}

int doubles_join(struct ctx *c, struct id kept, int32_t kept_version, struct id gone, int32_t gone_version, struct id *join)
{
  struct offer_line stays, ends;
  if (!may_name_provider(c)) return not_there(c);
  TRY(kept_offer(c, kept, &stays));
  TRY(kept_offer(c, gone, &ends));
  if (id_same(kept, gone) || ends.offer.status == STATUS_ENDED || stays.offer.status == STATUS_ENDED)
    return fail(c, ERR_INVALID, NULL, N_("An offer that has ended cannot be joined."));
  struct offer_join j = { .id = id_in_time(c), .kept = kept, .gone = gone, .kept_before = as_json(c, &stays), .gone_before = as_json(c, &ends), .joined = c->today };
  fill(&stays, &ends);
  stays.offer.version = kept_version;
  ends.offer.version = gone_version;
  ends.offer.status = STATUS_ENDED;
  ends.offer.joined_into = kept;
  TRY(offer_change(c, &ends));
  TRY(offer_change(c, &stays));
  TRY(version_after(c, kept, &j.kept_after));
  TRY(version_after(c, gone, &j.gone_after));
  return global_insert(c, offer_join, &j, join);
}

static int put_back(struct ctx *c, struct id id, struct num version, const char *json)
{
  struct offer_line now, before = { 0 };
  TRY(kept_offer(c, id, &now));
  if (now.offer.version != version.n) return fail(c, ERR_CONFLICT, now.offer.name, N_("This offer was changed since: nothing was undone."));
  TRY(json_read_row(c, offer_line, json, strlen(json), &before));
  before.offer.id = id;
  before.offer.version = now.offer.version;
  return offer_change(c, &before);
}

int doubles_part(struct ctx *c, struct id join)
{
  struct offer_join j;
  if (!may_name_provider(c)) return not_there(c);
  TRY(join_get(c, join, &j));
  if (date_known(j.undone)) return not_there(c);
  TRY(put_back(c, j.gone, j.gone_after, j.gone_before));
  TRY(put_back(c, j.kept, j.kept_after, j.kept_before));
  j.undone = c->today;
  return global_update(c, offer_join, &j);
}
