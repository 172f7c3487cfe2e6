/* What fits, for professionals: the questions, the advice, and the same advice for other eyes. */
#include "matching_web.h"
#include "offers_room.h"
#include "snapshot.h"
#include "text.h"
#include "url.h"

static int page(struct ctx *c, const char *title, bool plain, void (*view)(struct ctx *c, const struct fit_view *v), const struct fit_view *v)
{
  const struct page page = { .title = title, .current = WORK_FIT_PATH, .other_lang = WORK_FIT_PATH, .noindex = true, .work = true, .plain = plain };
  page_begin(c, &page);
  view(c, v);
  return page_end(c, &page);
}

static const struct profile *preset(struct ctx *c)
{
  struct profile *const p = arena_new(&c->arena, struct profile, 1);
  p->region = c->scope.region;
  p->languages = "nl";
  return p;
}

int show_work_form(struct ctx *c)
{
  struct fit_view v = { .preset = preset(c) };
  v.lists = fit_lists(c, &v.list_count);
  return page(c, tr(c, N_("Which help fits?")), false, view_fit_work, &v);
}

static int answer(struct ctx *c, enum fit_reader reader, const char *title, bool plain, void (*view)(struct ctx *c, const struct fit_view *v))
{
  struct fit_view v = { 0 };
  v.lists = fit_lists(c, &v.list_count);
  TRY(fit_view_of(c, form_row(c, profile), reader, view == view_fit_work, &v));
  if (view == view_fit_work) TRY(fit_faces(c, &v));
  return page(c, title, plain, view, &v);
}

int answer_work(struct ctx *c) { return answer(c, FIT_PROFESSIONAL, tr(c, N_("Which help fits?")), false, view_fit_work); }
int answer_together(struct ctx *c) { return answer(c, FIT_TOGETHER, tr(c, N_("Looking together")), false, view_fit_together); }
int answer_sheet(struct ctx *c) { return answer(c, FIT_TOGETHER, tr(c, N_("Help that fits")), true, view_fit_sheet); }

/* --- a summary to paste ----------------------------------------------------------------------------------------- */

static void put_item(struct buf *b, const char *mark, const char *text)
{
  put(b, mark);
  put(b, text);
  put(b, "\n");
}

static void put_card(struct buf *b, const struct fit_card *card)
{
  put_item(b, "- ", card->line->offer.name);
  for (size_t i = 0; i < card->reasons.count; i++) put_item(b, "    + ", card->reasons.at[i]);
  for (size_t i = 0; i < card->notes.count; i++) put_item(b, "    * ", card->notes.at[i]);
}

static void put_group(struct buf *b, const struct fit_group *g)
{
  put_item(b, "- ", g->text);
  for (size_t i = 0; i < g->offers.count; i++) put_item(b, "    ", g->offers.at[i].offer->name);
}

enum { CARDS_IN_SUMMARY = 8 };

static const char *summary_text(struct ctx *c, const struct fit_view *v)
{
  struct buf b = { 0 };
  put(&b, tr(c, N_("Matching of")));
  put_char(&b, ' ');
  put_date_in_words(&b, c->lang, c->today);
  put(&b, JOIN(&c->arena, ", ", v->region, ", ", tr(c, N_("rules")), " ", v->version, "\n"));
  for (size_t i = 0; i < v->safety.count; i++) put_item(&b, "! ", v->safety.at[i]);
  put_item(&b, "\n", tr(c, N_("Fits")));
  for (size_t i = 0; i < v->fits.count && i < CARDS_IN_SUMMARY; i++) put_card(&b, &v->fits.at[i]);
  if (v->beside.count) put_item(&b, "\n", tr(c, N_("Next to other help")));
  for (size_t i = 0; i < v->beside.count; i++) put_card(&b, &v->beside.at[i]);
  if (v->unknown.count) put_item(&b, "\n", tr(c, N_("Still to ask")));
  for (size_t i = 0; i < v->unknown.count; i++) put_group(&b, &v->unknown.at[i]);
  put_item(&b, "\n", tr(c, N_("Does not fit")));
  for (size_t i = 0; i < v->out.count; i++) put_group(&b, &v->out.at[i]);
  b.wipe = true;
  return buf_to_arena(&c->arena, &b);
}

int answer_summary(struct ctx *c)
{
  struct fit_view v = { 0 };
  TRY(fit_view_of(c, form_row(c, profile), FIT_PROFESSIONAL, false, &v));
  const struct summary_view s = { summary_text(c, &v), v.profile };
  const struct page page = { .title = tr(c, N_("Summary")), .current = WORK_FIT_PATH, .noindex = true, .work = true };
  page_begin(c, &page);
  view_fit_summary(c, &s);
  return page_end(c, &page);
}

/* --- two side by side ------------------------------------------------------------------------------------------- */

/* The slugs in "?aanbod=…&aanbod=…": nothing about a person. */
int show_compare(struct ctx *c)
{
  struct compare_view v = { { NULL, NULL } };
  const struct snapshot *const s = offers_snapshot(c);
  const char *at = query_text(c), *const end = at + strlen(at);
  size_t count = 0;
  for (struct url_pair pair; count < 2 && url_pair_next(&at, end, &pair); ) {
    char *const slug = arena_alloc(&c->arena, pair.value_size + 1);
    if (pair.name_size != 6 || strncmp(pair.name, "aanbod", 6) != 0 || !url_decode(pair.value, pair.value_size, true, slug)) continue;
    v.at[count] = snapshot_by_slug(s, slug);
    if (v.at[count]) count++;
  }
  const struct page page = { .title = tr(c, N_("Two side by side")), .current = WORK_FIT_PATH, .noindex = true, .work = true };
  page_begin(c, &page);
  view_fit_compare(c, &v);
  return page_end(c, &page);
}
