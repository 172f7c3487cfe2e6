/* Lists of referrals: one's own, those of the organisation, of a person, and what stands still in the region. And their lines on the work list. */
#include "offers_room.h"
#include "persons.h"
#include "referrals_web.h"
#include "text.h"

static const struct field list_fields[] = {
  F_ENUM(list_ask, toon, BY_LINK, referral_list_kind, N_("Show")),
  F_TEXT(list_ask, na,   BY_LINK, N_("Where the page begins"), .max = 100),
};
const struct record list_ask_record = PART(list_ask, list_fields);

const char *offer_name_of(struct ctx *c, struct id offer)
{
  const struct offer_line *const line = id_known(offer) ? snapshot_by_id(offers_snapshot(c), offer) : NULL;
  return line ? line->offer.name : NULL;
}

static bool is_late(const struct ctx *c, const struct referral *r) { return instant_known(r->next_at) && c->now >= r->next_at.ms; }

int referral_rows(struct ctx *c, const struct referral_line_list *lines, struct referral_row_list *out)
{
  *out = (struct referral_row_list){ arena_new(&c->arena, struct referral_row, lines->count + 1), lines->count };
  for (size_t i = 0; i < lines->count; i++) {
    const struct referral *const r = &lines->at[i].referral;
    out->at[i] = (struct referral_row){ &lines->at[i], offer_name_of(c, r->offer), term_left(c, r->next_at, r->counts), NULL, is_late(c, r) };
    TRY(account_name(c, r->responsible, &out->at[i].responsible));
  }
  return OK;
}

/* --- pages ------------------------------------------------------------------------------------------------------------- */

static const char *list_url(struct ctx *c, enum referral_list_kind kind, const char *after)
{
  const char *const key = referral_list_kind_key(kind), *const path = local_path(c, REFERRALS_PATH);
  const char *const with = key ? JOIN(&c->arena, path, "?toon=", key) : path;
  return after ? JOIN(&c->arena, with, key ? "&" : "?", "na=", after) : with;
}

int show_referrals(struct ctx *c)
{
  const struct list_ask *const asked = form_row(c, list_ask);
  struct referral_line_list lines;
  struct referrals_view v = { .may_refer = signed_in_may(who(c), MAY_WRITE_FILES) };
  const char *next;
  TRY(referrals_listed(c, asked->toon, asked->na, &lines, &next));
  TRY(referral_rows(c, &lines, &v.rows));
  v.next = next ? list_url(c, asked->toon, next) : NULL;
  v.picks.at = arena_new(&c->arena, struct list_pick, referral_list_kind_choices.count);
  for (unsigned k = 0; k < referral_list_kind_choices.count; k++)
    v.picks.at[v.picks.count++] = (struct list_pick){ referral_list_kind_choices.at[k].label, list_url(c, (enum referral_list_kind)k, NULL), k == asked->toon };
  const struct page page = { .title = tr(c, N_("Referrals")), .current = REFERRALS_PATH, .other_lang = list_url(c, asked->toon, NULL), .noindex = true, .work = true };
  page_begin(c, &page);
  view_referrals(c, &v);
  return page_end(c, &page);
}

int show_silent(struct ctx *c)
{
  struct referral_line_list lines;
  struct referrals_view v = { .may_refer = false };
  TRY(referrals_silent(c, &lines));
  TRY(referral_rows(c, &lines, &v.rows));
  const struct page page = { .title = tr(c, N_("Standing still")), .current = SILENT_PATH, .other_lang = SILENT_PATH, .noindex = true, .work = true };
  page_begin(c, &page);
  view_silent(c, &v);
  return page_end(c, &page);
}

int show_referrals_of_person(struct ctx *c)
{
  struct person p;
  struct referral_line_list lines;
  struct person_referrals_view v = { .may_write = signed_in_may(who(c), MAY_WRITE_FILES) };
  TRY(path_id(c, &v.person));
  TRY(person_get(c, v.person, &p));
  TRY(referrals_of_person(c, v.person, &lines));
  TRY(referral_rows(c, &lines, &v.rows));
  v.name = person_name(c, &p);
  const struct page page = { .title = tr(c, N_("Referrals")), .current = "/werk/huishoudens", .noindex = true, .work = true };
  page_begin(c, &page);
  view_referrals_of_person(c, &v);
  return page_end(c, &page);
}

/* --- the work list -------------------------------------------------------------------------------------------------------- */

static const char *path_of(struct ctx *c, const struct referral *r)
{
  char id[ID_TEXT];
  id_format(r->id, id);
  return JOIN(&c->arena, REFERRALS_PATH "/", id);
}

static const char *about(struct ctx *c, const struct referral_line *line)
{
  const char *const offer = offer_name_of(c, line->referral.offer);
  if (!line->called) return offer;
  return offer ? JOIN(&c->arena, line->called, ", ", offer) : line->called;
}

/* New: it was sent, and nobody did anything with it yet. */
static enum work_group group_of(const struct ctx *c, const struct referral *r)
{
  if (is_late(c, r)) return WORK_LATE;
  return r->state == REFERRAL_SENT && !instant_known(r->received) ? WORK_NEW : WORK_TODO;
}

static void add_line(struct ctx *c, struct work_line_list *to, const struct referral_line *l, enum work_group group, bool shared)
{
  const struct referral *const r = &l->referral;
  const struct work_line line = { .group = group, .path = path_of(c, r), .title = tr(c, referral_next_label(r->next)), .about = about(c, l), .due = r->next_at,
    .left = term_left(c, r->next_at, r->counts), .shared = shared };
  work_add(to, &line);
}

int referrals_work(struct ctx *c, struct work_line_list *to)
{
  struct referral_line_list mine, risen, waiting;
  const char *next;
  if (!signed_in_may(who(c), MAY_WRITE_FILES) && !signed_in_may(who(c), MAY_WATCH_REFERRALS)) return OK;
  TRY(referrals_to_do(c, &mine, &risen));
  for (size_t i = 0; i < mine.count; i++) add_line(c, to, &mine.at[i], group_of(c, &mine.at[i].referral), false);
  for (size_t i = 0; i < risen.count; i++) add_line(c, to, &risen.at[i], WORK_LATE, true);
  TRY(referrals_listed(c, LIST_WAITS, NULL, &waiting, &next));
  for (size_t i = 0; i < waiting.count; i++) add_line(c, to, &waiting.at[i], WORK_WAITS, false);
  return OK;
}
