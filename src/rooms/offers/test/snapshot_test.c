/* The snapshot on rows made here: facets and pages are held against a plain count over the rows. */
#include "snapshot.h"
#include "text.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>                              /* last: its macro fail() would hide ours */

#define TODAY ((struct date){ 20261121 })
#define LONG_AGO ((struct date){ 20250101 })

static struct region regions[] = {
  { REGION_NATIONWIDE, "Heel Nederland", NULL, NULL }, { "oost-brabant", "Oost-Brabant", NULL, NULL },
  { "twente", "Twente", NULL, NULL }, { "zeeland", "Zeeland", NULL, NULL } };
static struct municipality municipalities[] = { { "eindhoven", "Eindhoven", "oost-brabant" }, { "almelo", "Almelo", "twente" } };
static const struct places places = { .regions = { .at = regions, .count = COUNT(regions) },
  .municipalities = { .at = municipalities, .count = COUNT(municipalities) } };

static const char synonyms[] =
  "# rules\n"
  "woede => agressie\n"
  "losse handjes => agressie, huiselijk geweld\n"
  "ik sla mijn vrouw => huiselijk geweld, Veilig Thuis\n"
  "sla => training\n"
  "relatieproblemen => gezin\n";
static const char stopwords[] = "# small words\nik\nmijn\nde\nhet\neen\nmet\n";

struct fixture { struct ctx c; struct snapshot *s; };

static struct fixture build(const struct offer_line *rows, size_t count)
{
  struct fixture f = { .s = NULL };
  ctx_init(&f.c, 1795300000000, NULL, 0);
  assert_int_equal(snapshot_build(&f.c, rows, count, &places, synonyms, stopwords, TODAY, &f.s), OK);
  return f;
}
static void drop(struct fixture *f)
{
  snapshot_release(f->s);
  ctx_release(&f->c);
}

static struct search_result ask(struct fixture *f, const struct search *q)
{
  struct search_result r;
  snapshot_search(f->s, &f->c.arena, q, &r);
  return r;
}
static struct search_result ask_words(struct fixture *f, const char *words) { return ask(f, &(struct search){ .words = words }); }

static const char *name_at(struct fixture *f, const struct search_result *r, size_t i) { return snapshot_offer(f->s, r->at[i])->offer.name; }

static size_t value(struct fixture *f, enum facet facet, const char *key)
{
  const struct facet_info *info = snapshot_facet(f->s, facet);
  for (size_t i = 0; i < info->count; i++) if (strcmp(info->values[i].key, key) == 0) return i;
  fail_msg("no value %s", key);
  return 0;
}
static uint64_t choice(struct fixture *f, enum facet facet, const char *key) { return (uint64_t)1 << value(f, facet, key); }
static uint32_t counted(struct fixture *f, const struct search_result *r, enum facet facet, const char *key) { return r->facet[facet][value(f, facet, key)]; }

#define HELP(name_, ...) { .offer = { .name = (name_), .slug = (name_), .kind = KIND_HELP, .status = STATUS_ACTIVE, __VA_ARGS__ } }
static struct set just(unsigned choice) { return set_with((struct set){ 0 }, choice); }

/* --- rows ----------------------------------------------------------------------------------- */

static void offers_are_numbered_in_order_of_folded_name(void **state)
{
  (void)state;
  const struct offer_line rows[] = { HELP("zorg"), HELP("Één"), HELP("avond"), HELP("Blijf") };
  struct fixture f = build(rows, COUNT(rows));
  static const char *const order[] = { "avond", "Blijf", "Één", "zorg" };
  assert_int_equal(snapshot_count(f.s), COUNT(order));
  for (size_t i = 0; i < COUNT(order); i++) assert_string_equal(snapshot_offer(f.s, i)->offer.name, order[i]);
  drop(&f);
}

static void rows_are_copied_with_texts_and_lists(void **state)
{
  (void)state;
  char name[] = "groep", value_[] = "0800", provider[] = "Aanbieder";
  struct offer_contact contact = { CHANNEL_PHONE, value_, NULL };
  struct offer_line row = HELP(name, .contacts = { .at = &contact, .count = 1 });
  row.provider = provider;
  struct fixture f = build(&row, 1);
  memset(name, 'x', sizeof name - 1);
  memset(value_, 'x', sizeof value_ - 1);
  memset(provider, 'x', sizeof provider - 1);
  memset(&contact, 0, sizeof contact);
  const struct offer_line *copy = snapshot_offer(f.s, 0);
  assert_string_equal(copy->offer.name, "groep");
  assert_string_equal(copy->provider, "Aanbieder");
  assert_string_equal(copy->offer.contacts.at[0].value, "0800");
  drop(&f);
}

static void an_ended_offer_is_found_by_slug_and_id_but_not_by_search(void **state)
{
  (void)state;
  struct offer_line rows[] = { HELP("groep-a"), HELP("groep-b"), HELP("groep-c") };
  rows[2].offer.kind = KIND_TABLE;
  rows[1].offer.status = STATUS_ENDED;
  rows[1].offer.id.b[0] = 7;
  struct fixture f = build(rows, COUNT(rows));
  struct search_result r = ask_words(&f, "groep");
  assert_int_equal(r.total, 1);
  assert_string_equal(name_at(&f, &r, 0), "groep-a");
  assert_string_equal(snapshot_by_slug(f.s, "groep-b")->offer.name, "groep-b");
  assert_ptr_equal(snapshot_by_id(f.s, rows[1].offer.id), snapshot_by_slug(f.s, "groep-b"));
  assert_null(snapshot_by_slug(f.s, "groep-d"));
  drop(&f);
}

static void no_offers_answer_every_question_with_nothing(void **state)
{
  (void)state;
  struct fixture f = build(NULL, 0);
  struct search q = { .words = "ik sla mijn vrouw", .page = 9, .order = ORDER_WAIT };
  for (enum facet i = 0; i < FACET_COUNT; i++) q.chosen[i] = UINT64_MAX;
  const struct search_result r = ask(&f, &q);
  assert_int_equal(r.total, 0);
  assert_int_equal(r.pages, 0);
  assert_int_equal(r.page, 1);
  assert_null(snapshot_by_slug(f.s, "x"));
  drop(&f);
}

static void rules_and_places_may_be_absent(void **state)
{
  (void)state;
  const struct offer_line row = HELP("groep", .regions = "twente");
  struct fixture f = { .s = NULL };
  ctx_init(&f.c, 1795300000000, NULL, 0);
  assert_int_equal(snapshot_build(&f.c, NULL, 0, NULL, "", NULL, TODAY, &f.s), OK);
  assert_int_equal(ask_words(&f, "groep").total, 0);
  snapshot_release(f.s);
  assert_int_equal(snapshot_build(&f.c, &row, 1, NULL, NULL, "", TODAY, &f.s), OK);
  assert_int_equal(ask_words(&f, "groepen").total, 1);
  drop(&f);
}

static void a_held_snapshot_outlives_its_owner(void **state)
{
  (void)state;
  const struct offer_line row = HELP("groep");
  struct fixture f = build(&row, 1);
  struct snapshot *held = snapshot_hold(f.s);
  snapshot_release(f.s);
  assert_string_equal(snapshot_offer(held, 0)->offer.name, "groep");
  drop(&f);
  snapshot_release(NULL);
  snapshot_drop(NULL);
  snapshot_drop(snapshot_begin());
}

/* --- facets ----------------------------------------------------------------------------------- */

static void a_facet_is_not_limited_by_its_own_choice(void **state)
{
  (void)state;
  const struct offer_line rows[] = {
    HELP("a", .costs = just(COSTS_FREE), .formats = just(FORMAT_GROUP)),
    HELP("b", .costs = just(COSTS_OWN_RISK), .formats = just(FORMAT_GROUP)),
    HELP("c", .costs = just(COSTS_FREE), .formats = just(FORMAT_CHAT)) };
  struct fixture f = build(rows, COUNT(rows));
  struct search q = { .words = NULL };
  q.chosen[FACET_COSTS] = choice(&f, FACET_COSTS, "free");
  const struct search_result r = ask(&f, &q);
  assert_int_equal(r.total, 2);
  assert_int_equal(counted(&f, &r, FACET_COSTS, "own_risk"), 1);
  assert_int_equal(counted(&f, &r, FACET_FORMAT, "group"), 1);
  assert_int_equal(counted(&f, &r, FACET_FORMAT, "chat"), 1);
  drop(&f);
}

static void unknown_is_a_value_and_answered_with_none_is_not_unknown(void **state)
{
  (void)state;
  const struct offer_line rows[] = { HELP("a"), HELP("b", .costs = { 1 }), HELP("c", .costs = just(COSTS_FREE)) };
  struct fixture f = build(rows, COUNT(rows));
  struct search q = { .words = NULL };
  q.chosen[FACET_COSTS] = choice(&f, FACET_COSTS, "unknown");
  const struct search_result r = ask(&f, &q);
  assert_int_equal(r.total, 1);
  assert_string_equal(name_at(&f, &r, 0), "a");
  drop(&f);
}

static void a_nationwide_offer_counts_for_every_region_and_an_unknown_region_for_none(void **state)
{
  (void)state;
  const struct offer_line rows[] = { HELP("a", .regions = REGION_NATIONWIDE), HELP("b", .regions = "twente zeeland"), HELP("c"), HELP("d", .municipalities = "eindhoven") };
  struct fixture f = build(rows, COUNT(rows));
  const struct search_result r = ask_words(&f, NULL);
  assert_int_equal(counted(&f, &r, FACET_REGION, "twente"), 2);
  assert_int_equal(counted(&f, &r, FACET_REGION, "zeeland"), 2);
  assert_int_equal(counted(&f, &r, FACET_REGION, "oost-brabant"), 2);
  assert_int_equal(counted(&f, &r, FACET_REGION, REGION_NATIONWIDE), 1);
  assert_int_equal(counted(&f, &r, FACET_REGION, "unknown"), 1);
  drop(&f);
}

static void help_for_both_counts_for_each_of_them(void **state)
{
  (void)state;
  const struct offer_line rows[] = { HELP("a", .audience = just(AUDIENCE_BOTH)), HELP("b", .audience = just(AUDIENCE_USES)), HELP("c", .audience = just(AUDIENCE_FAMILY)) };
  struct fixture f = build(rows, COUNT(rows));
  const struct search_result r = ask_words(&f, "");
  assert_int_equal(counted(&f, &r, FACET_FOR, "uses_violence"), 2);
  assert_int_equal(counted(&f, &r, FACET_FOR, "experiences_violence"), 1);
  assert_int_equal(counted(&f, &r, FACET_FOR, "both"), 1);
  assert_int_equal(counted(&f, &r, FACET_FOR, "family"), 1);
  drop(&f);
}

static void an_inferred_phase_counts_as_a_phase(void **state)
{
  (void)state;
  const struct offer_line rows[] = { HELP("a", .phases = just(PHASE_EARLY)), HELP("b", .phases_inferred = just(PHASE_EARLY)), HELP("c") };
  struct fixture f = build(rows, COUNT(rows));
  const struct search_result r = ask_words(&f, "");
  assert_int_equal(counted(&f, &r, FACET_PHASE, "early"), 2);
  assert_int_equal(counted(&f, &r, FACET_PHASE, "unknown"), 1);
  drop(&f);
}

static void places_count_only_while_their_report_is_young(void **state)
{
  (void)state;
  const struct offer_line rows[] = {
    HELP("a", .places_free = { 3, true }, .places_free_on = TODAY), HELP("b", .places_free = { 3, true }, .places_free_on = LONG_AGO),
    HELP("c", .places_free = { 0, true }, .places_free_on = TODAY), HELP("d", .evenings = YES, .anonymous = YES) };
  struct fixture f = build(rows, COUNT(rows));
  const struct search_result r = ask_words(&f, "");
  assert_int_equal(counted(&f, &r, FACET_PLACES, "yes"), 1);
  assert_int_equal(counted(&f, &r, FACET_EVENINGS, "yes"), 1);
  assert_int_equal(counted(&f, &r, FACET_NAMELESS, "yes"), 1);
  assert_int_equal(snapshot_facet(f.s, FACET_PLACES)->count, 1);
  drop(&f);
}

static void languages_are_those_that_occur(void **state)
{
  (void)state;
  const struct offer_line rows[] = { HELP("a", .languages = "nl ar"), HELP("b", .languages = "nl xx"), HELP("c") };
  struct fixture f = build(rows, COUNT(rows));
  const struct facet_info *info = snapshot_facet(f.s, FACET_LANGUAGE);
  assert_int_equal(info->count, 4);
  assert_string_equal(info->values[0].key, "ar");
  assert_string_equal(info->values[0].label, "Arabic");
  assert_string_equal(info->values[2].label, "xx");
  assert_int_equal(info->values[value(&f, FACET_LANGUAGE, "nl")].total, 2);
  drop(&f);
}

/* --- many rows against a plain count ------------------------------------------------------------- */

enum { MANY = 700 };
struct many { struct offer_line rows[MANY]; char names[MANY][24]; uint32_t seed; };

static uint32_t next(struct many *m) { return (m->seed = m->seed * 1664525u + 1013904223u) >> 8; }

static struct many *many_rows(uint32_t seed)
{
  static const char *const texts[] = { "training tegen agressie", "opvang met een bed", "groep voor vaders", "gesprek en training" };
  struct many *m = calloc(1, sizeof *m);
  assert_non_null(m);
  m->seed = seed;
  for (size_t i = 0; i < MANY; i++) {
    const int length = snprintf(m->names[i], sizeof m->names[i], "aanbod %03u %zu", next(m) % 1000, i);
    assert_in_range(length, 1, sizeof m->names[i] - 1);
    m->rows[i] = (struct offer_line)HELP(m->names[i], .summary = texts[next(m) % 4],
      .costs = { next(m) & 15 }, .formats = { next(m) & 0xFFF }, .phases = { next(m) & 31 }, .violence_types = { next(m) % 3 * 3 },
      .evenings = (enum yes_no)(next(m) % 3), .wait_days = num((int32_t)(next(m) % 40)), .wait_days_on = next(m) % 4 ? TODAY : LONG_AGO);
    if (next(m) % 5 == 0) m->rows[i].offer.status = STATUS_PAUSED;
    if (next(m) % 9 == 0) m->rows[i].offer.kind = KIND_TABLE;
  }
  return m;
}

static uint64_t bits_or_unknown(struct set v, size_t values) { return set_known(v) ? v.bits >> 1 : (uint64_t)1 << (values - 1); }

static bool fits(const struct offer *o, const struct search *q, enum facet but)
{
  if (!offer_is_public(o)) return false;
  const struct { enum facet facet; uint64_t bits; } own[] = {
    { FACET_COSTS, bits_or_unknown(o->costs, 4) }, { FACET_FORMAT, bits_or_unknown(o->formats, 12) },
    { FACET_PHASE, bits_or_unknown(o->phases, 5) }, { FACET_EVENINGS, o->evenings == YES } };
  for (size_t i = 0; i < COUNT(own); i++)
    if (own[i].facet != but && q->chosen[own[i].facet] && !(q->chosen[own[i].facet] & own[i].bits)) return false;
  return true;
}

static void facet_counts_equal_a_count_over_the_rows(void **state)
{
  (void)state;
  struct many *m = many_rows(7);
  struct fixture f = build(m->rows, MANY);
  for (int round = 0; round < 40; round++) {
    struct search q = { .words = NULL };
    if (round % 2) q.chosen[FACET_COSTS] = next(m) & 15;
    if (round % 3) q.chosen[FACET_FORMAT] = next(m) & 0xFFF;
    if (round % 4 == 0) q.chosen[FACET_EVENINGS] = 1;
    const struct search_result r = ask(&f, &q);
    uint32_t costs[4] = { 0 }, formats[12] = { 0 }, total = 0;
    for (size_t i = 0; i < MANY; i++) {
      const struct offer *o = &m->rows[i].offer;
      total += fits(o, &q, FACET_COUNT);
      for (size_t v = 0; v < 4; v++) costs[v] += fits(o, &q, FACET_COSTS) && bits_or_unknown(o->costs, 4) >> v & 1;
      for (size_t v = 0; v < 12; v++) formats[v] += fits(o, &q, FACET_FORMAT) && bits_or_unknown(o->formats, 12) >> v & 1;
    }
    assert_int_equal(r.total, total);
    for (size_t v = 0; v < 4; v++) assert_int_equal(r.facet[FACET_COSTS][v], costs[v]);
    for (size_t v = 0; v < 12; v++) assert_int_equal(r.facet[FACET_FORMAT][v], formats[v]);
  }
  drop(&f);
  free(m);
}

static int wait_of(const struct offer *o) { return offer_wait_current(o, TODAY) ? o->wait_days.n : 9999; }

/* Whether a may stand before b. */
static bool in_order(const struct offer_line *a, const struct offer_line *b, enum search_order order)
{
  const struct offer *x = &a->offer, *y = &b->offer;
  const bool joint_x = set_known(x->formats) && set_has(x->formats, FORMAT_JOINT), joint_y = set_known(y->formats) && set_has(y->formats, FORMAT_JOINT);
  if (order == ORDER_RELEVANCE && joint_x != joint_y) return joint_y;
  if (order == ORDER_RELEVANCE && x->status != y->status) return x->status == STATUS_ACTIVE;
  if (order == ORDER_WAIT && wait_of(x) != wait_of(y)) return wait_of(x) < wait_of(y);
  if (order != ORDER_NAME) {
    const bool about_x = x->violence_types.bits >> 1, about_y = y->violence_types.bits >> 1;
    if (about_x != about_y) return about_x;
    if (x->status != y->status) return x->status == STATUS_ACTIVE;
  }
  return strcmp(x->name, y->name) < 0;
}

static void pages_hold_every_offer_once_in_order(enum search_order order, const char *words)
{
  struct many *m = many_rows(11);
  struct fixture f = build(m->rows, MANY);
  struct search q = { .words = words, .order = order, .page = 1 };
  struct search_result r = ask(&f, &q);
  const size_t pages = r.pages, total = r.total;
  const struct offer_line *last = NULL;
  size_t seen = 0;
  assert_true(pages > 3);
  for (q.page = 1; q.page <= pages; q.page++) {
    r = ask(&f, &q);
    assert_int_equal(r.page, q.page);
    assert_int_equal(r.count, q.page < pages ? PAGE_SIZE : total - (pages - 1) * PAGE_SIZE);
    for (size_t i = 0; i < r.count; i++, seen++) {
      const struct offer_line *row = snapshot_offer(f.s, r.at[i]);
      if (last) assert_true(in_order(last, row, order));
      last = row;
    }
  }
  assert_int_equal(seen, total);
  r = ask(&f, &q);                               /* past the end */
  assert_int_equal(r.page, pages);
  drop(&f);
  free(m);
}
static void pages_in_order_of_name(void **state) { (void)state; pages_hold_every_offer_once_in_order(ORDER_NAME, NULL); }
static void pages_in_order_of_waiting_time_unknown_last(void **state) { (void)state; pages_hold_every_offer_once_in_order(ORDER_WAIT, NULL); }
static void equals_stand_with_violence_specific_and_running_help_first(void **state) { (void)state; pages_hold_every_offer_once_in_order(ORDER_RELEVANCE, "opvang"); }

/* --- words ---------------------------------------------------------------------------------------- */

static const struct offer_line word_rows[] = {
  HELP("agressietraining", .summary = "Training voor wie agressief is. Agressie hoort niet thuis."),
  HELP("vrouwenopvang", .summary = "Een bed en hulp bij huiselijk geweld"),
  HELP("spreekuur", .description = "Spreekuur tijdens een huisverbod"),
  HELP("gesprek", .summary = "Gesprekken met het gezin over agressie", .formats = { 1 | 1 << FORMAT_JOINT }),
  HELP("wijkteam", .summary = "Lichte hulp voor gezinnen", .regions = "oost-brabant"),
  HELP("Café Één", .summary = "Inloop"),
};

static void assert_finds(const char *words, const char *first, size_t total)
{
  struct fixture f = build(word_rows, COUNT(word_rows));
  const struct search_result r = ask_words(&f, words);
  assert_int_equal(r.total, total);
  if (total) assert_string_equal(name_at(&f, &r, 0), first);
  drop(&f);
}

static void words_are_found_in_every_form_and_without_accents(void **state)
{
  (void)state;
  assert_finds("SPREEKUREN", "spreekuur", 1);
  assert_finds("cafe een", "Café Één", 1);
  assert_finds("gezin", "wijkteam", 2);               /* "gesprek" is a talk together */
}

static void all_words_must_match(void **state)
{
  (void)state;
  assert_finds("hulp gezinnen", "wijkteam", 1);
}

static void parts_of_compounds_are_words(void **state)
{
  (void)state;
  const struct offer_line rows[] = { HELP("a", .summary = "vrouwenopvang en crisisopvang"), HELP("b opvang"), HELP("c", .summary = "hulp aan vrouwen in crisis") };
  struct fixture f = build(rows, COUNT(rows));
  const struct search_result r = ask_words(&f, "opvang");
  assert_int_equal(r.total, 2);
  assert_string_equal(name_at(&f, &r, 0), "b opvang");
  drop(&f);
  assert_finds("huisverbodspreekuur", "spreekuur", 1);
}

static void the_last_word_may_be_half_typed(void **state)
{
  (void)state;
  assert_finds("vrouwenopv", "vrouwenopvang", 1);
}

static void a_typing_error_is_corrected_and_told(void **state)
{
  (void)state;
  struct fixture f = build(word_rows, COUNT(word_rows));
  const struct search_result r = ask_words(&f, "Training agresie");
  assert_string_equal(r.corrected, "Training agressie");
  assert_int_equal(r.total, 1);
  assert_null(ask_words(&f, "agressie").corrected);
  assert_string_equal(ask_words(&f, "spreek uur").corrected, "spreekuur");
  drop(&f);
}

static void when_no_offer_has_all_words_any_will_do_and_that_is_told(void **state)
{
  (void)state;
  struct fixture f = build(word_rows, COUNT(word_rows));
  const struct search_result r = ask_words(&f, "de Inloop met qqqqq spreekuur");
  assert_string_equal(r.widened, "Inloop, spreekuur");
  assert_int_equal(r.total, 2);
  assert_int_equal(ask_words(&f, "qqqqq").total, 0);
  assert_null(ask_words(&f, "qqqqq").widened);
  drop(&f);
}

static void everyday_words_are_read_by_the_longest_rule(void **state)
{
  (void)state;
  struct fixture f = build(word_rows, COUNT(word_rows));
  struct search_result r = ask_words(&f, "Ik sla mijn vrouw!");
  assert_string_equal(r.understood, "huiselijk geweld");           /* no offer has both words of the other reading */
  assert_int_equal(r.total, 1);
  assert_string_equal(name_at(&f, &r, 0), "vrouwenopvang");
  r = ask_words(&f, "ik sla");
  assert_string_equal(r.understood, "training");
  drop(&f);
}

static void a_rule_never_leads_to_talks_with_the_other(void **state)
{
  (void)state;
  struct fixture f = build(word_rows, COUNT(word_rows));
  struct search_result r = ask_words(&f, "woede");
  for (size_t i = 0; i < r.count; i++) assert_string_not_equal(name_at(&f, &r, i), "gesprek");
  r = ask_words(&f, "relatieproblemen");
  assert_int_equal(r.total, 1);
  assert_string_equal(name_at(&f, &r, 0), "wijkteam");
  assert_int_equal(ask_words(&f, "agressie").total, 2);            /* who types the word itself finds it */
  drop(&f);
}

static void a_town_is_also_read_as_its_region(void **state)
{
  (void)state;
  assert_finds("Eindhoven", "wijkteam", 1);
}

static void a_word_in_the_name_weighs_more_than_one_in_the_description(void **state)
{
  (void)state;
  const struct offer_line rows[] = { HELP("a", .description = "stalking"), HELP("b stalking"), HELP("c", .summary = "stalking"), HELP("d", .status_note = "stalking"), HELP("e") };
  struct fixture f = build(rows, COUNT(rows));
  const struct search_result r = ask_words(&f, "stalking");
  assert_int_equal(r.total, 3);
  assert_string_equal(name_at(&f, &r, 0), "b stalking");
  assert_string_equal(name_at(&f, &r, 1), "c");
  assert_string_equal(name_at(&f, &r, 2), "a");
  drop(&f);
}

static void what_an_offer_is_not_does_not_find_it(void **state)
{
  (void)state;
  const struct offer_line rows[] = { HELP("a", .limits = "Dit is geen behandeling", .contraindications = "verslaving"), HELP("b", .summary = "behandeling") };
  struct fixture f = build(rows, COUNT(rows));
  assert_int_equal(ask_words(&f, "behandeling").total, 1);
  assert_int_equal(ask_words(&f, "verslaving").total, 0);
  drop(&f);
}

static void only_small_words_are_no_question(void **state)
{
  (void)state;
  struct fixture f = build(word_rows, COUNT(word_rows));
  assert_int_equal(ask_words(&f, "ik mijn de ?!").total, COUNT(word_rows));
  drop(&f);
}

static void whatever_is_typed_is_answered_with_readable_texts(void **state)
{
  (void)state;
  struct fixture f = build(word_rows, COUNT(word_rows));
  char *typed = malloc(16385);
  assert_non_null(typed);
  uint32_t seed = 3;
  static const char *const pieces[] = { "\xff", "\xc3", "agresie", " ", "ik sla mijn vrouw ", "é", "\xf0\x9f\x98\x80", "\x01", "'", "-", "huisverbod", "م", "%s" };
  for (int round = 0; round < 300; round++) {
    size_t n = 0;
    const size_t size = round % 10 ? 150 : 16000;
    while (n < size) {
      seed = seed * 1664525u + 1013904223u;
      const char *piece = pieces[(seed >> 10) % COUNT(pieces)];
      memcpy(typed + n, piece, strlen(piece));
      n += strlen(piece);
    }
    typed[n] = 0;
    const struct search_result r = ask_words(&f, typed);
    assert_in_range(r.total, 0, COUNT(word_rows));
    if (r.corrected) assert_true(text_valid(r.corrected, strlen(r.corrected)));
    if (r.widened) assert_true(text_valid(r.widened, strlen(r.widened)));
  }
  free(typed);
  drop(&f);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(offers_are_numbered_in_order_of_folded_name),
    cmocka_unit_test(rows_are_copied_with_texts_and_lists),
    cmocka_unit_test(an_ended_offer_is_found_by_slug_and_id_but_not_by_search),
    cmocka_unit_test(no_offers_answer_every_question_with_nothing),
    cmocka_unit_test(rules_and_places_may_be_absent),
    cmocka_unit_test(a_held_snapshot_outlives_its_owner),
    cmocka_unit_test(a_facet_is_not_limited_by_its_own_choice),
    cmocka_unit_test(unknown_is_a_value_and_answered_with_none_is_not_unknown),
    cmocka_unit_test(a_nationwide_offer_counts_for_every_region_and_an_unknown_region_for_none),
    cmocka_unit_test(help_for_both_counts_for_each_of_them),
    cmocka_unit_test(an_inferred_phase_counts_as_a_phase),
    cmocka_unit_test(places_count_only_while_their_report_is_young),
    cmocka_unit_test(languages_are_those_that_occur),
    cmocka_unit_test(facet_counts_equal_a_count_over_the_rows),
    cmocka_unit_test(pages_in_order_of_name),
    cmocka_unit_test(pages_in_order_of_waiting_time_unknown_last),
    cmocka_unit_test(equals_stand_with_violence_specific_and_running_help_first),
    cmocka_unit_test(words_are_found_in_every_form_and_without_accents),
    cmocka_unit_test(all_words_must_match),
    cmocka_unit_test(parts_of_compounds_are_words),
    cmocka_unit_test(the_last_word_may_be_half_typed),
    cmocka_unit_test(a_typing_error_is_corrected_and_told),
    cmocka_unit_test(when_no_offer_has_all_words_any_will_do_and_that_is_told),
    cmocka_unit_test(everyday_words_are_read_by_the_longest_rule),
    cmocka_unit_test(a_rule_never_leads_to_talks_with_the_other),
    cmocka_unit_test(a_town_is_also_read_as_its_region),
    cmocka_unit_test(a_word_in_the_name_weighs_more_than_one_in_the_description),
    cmocka_unit_test(what_an_offer_is_not_does_not_find_it),
    cmocka_unit_test(only_small_words_are_no_question),
    cmocka_unit_test(whatever_is_typed_is_answered_with_readable_texts),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
