/* The pages behind an expert's link. Nobody else is named on them, and opening them changes nothing. */
#include "delphi_web.h"
#include "html.h"
#include "say.h"
#include "text.h"

enum { BAR_WIDTH = 40, CHART_HEIGHT = 72, CHART_TOP = 18 };

static int page_of(struct ctx *c, struct delphi_link_view *v)
{
  const char *const path = JOIN(&c->arena, DELPHI_LINK "/", path_part(c));
  v->path = local_path(c, path);
  v->lang = c->lang == LANG_EN ? "nl" : NULL;
  const char *const here = v->number ? JOIN(&c->arena, path, "?thema=", arg_size(&c->arena, v->number)) : path;
  const struct page page = { .title = tr(c, N_("Your opinion")), .other_lang = v->elsewhere ? NULL : here, .noindex = true, .status = v->elsewhere ? 404 : 0 };
  page_begin(c, &page);
  view_delphi_link(c, v);
  return page_end(c, &page);
}

/* --- a statement, and how the own group rated it ------------------------------------------------------------------------------- */

static void draw(struct ctx *c, const struct delphi_seat *seat, struct delphi_item_view *v)
{
  const struct delphi_item *const item = v->item;
  const struct consensus is = consensus_of(&item->group, delphi_terms(&seat->study).quantile, 0);
  struct buf told = { 0 };
  uint32_t most = 1;
  for (int i = 0; i < RATING_MOST; i++) if (item->group.of[i] > most) most = item->group.of[i];
  for (int i = 0; i < RATING_MOST; i++) {
    const uint32_t n = item->group.of[i];
    const int height = (int)((uint64_t)n * CHART_HEIGHT / most);
    v->bars[i] = (struct delphi_bar){ i + RATING_LEAST, i * BAR_WIDTH, CHART_TOP + CHART_HEIGHT - height, height, n, item->before.known && item->before.n == i + RATING_LEAST };
    if (!n) continue;
    if (told.len) put(&told, ", ");
    put_filled(&told, trn(c, N2_("%1$s: one expert", "%1$s: %2$s experts"), n), (const char *const[]){ count_text(c, i + RATING_LEAST), count_text(c, n), NULL });
  }
  v->again = true;
  v->median = is.n ? delphi_quarters(c, is.median) : NULL;
  v->told = told.len ? buf_to_arena(&c->arena, &told) : tr(c, N_("Nobody of your group rated it in round 2."));
}

static struct delphi_item_view item_view(struct ctx *c, const struct delphi_seat *seat, const struct delphi_item *item, const struct form_answer_list *said)
{
  const struct delphi_statement *const of = item->statement;
  const bool english = c->lang == LANG_EN && of->text_en;
  const char *const stored = item->rating.known ? arg_num(c, item->rating) : "", *const typed = form_answer_to(said, of->code), *const was = form_answer_to(said, JOIN(&c->arena, "was.", of->code));
  struct delphi_item_view v = { .item = item, .text = english ? of->text_en : of->text, .lang = c->lang == LANG_EN && !english ? "nl" : NULL, .was = was ? was : stored };
  const char *const before = seat->round == ROUND_LAST && item->before.known ? arg_num(c, item->before) : "";       /* it may stay as it was */
  const char *const now = typed ? typed : *stored ? stored : before;
  for (int i = 0; i < RATING_MOST; i++) v.scale[i] = (struct delphi_scale){ i + RATING_LEAST, now[0] == '0' + RATING_LEAST + i && !now[1] };
  if (seat->round == ROUND_LAST) draw(c, seat, &v);
  return v;
}

static void add_items(struct ctx *c, struct delphi_link_view *v, const struct form_answer_list *said)
{
  const struct delphi_page *const p = v->page;
  v->items = (struct delphi_item_view_list){ arena_new(&c->arena, struct delphi_item_view, p->count + 1), p->count };
  for (size_t i = 0; i < p->count; i++) v->items.at[i] = item_view(c, v->seat, &p->items[i], said);
  if (v->seat->round != ROUND_RATED_FIRST || !p->last) return;
  const char *const stored = delphi_remark_on(v->sheet, p->theme), *const typed = form_answer_to(said, "remark"), *const mark = form_answer_to(said, "remark_mark");
  v->remark = typed ? typed : stored ? stored : "";
  v->remark_mark = mark ? mark : delphi_mark(c, stored);
}

static void add_places(struct ctx *c, struct delphi_link_view *v, const struct form_answer_list *said)
{
  for (int i = 0; i < DELPHI_ANSWERS_MOST; i++) {
    const char *stored = NULL;
    for (size_t k = 0; k < v->sheet->answers.count; k++) if (v->sheet->answers.at[k].place.n == i + 1) stored = v->sheet->answers.at[k].text;
    const char *const number = arg_int(&c->arena, i + 1), *const typed = form_answer_to(said, JOIN(&c->arena, "t", number)), *const mark = form_answer_to(said, JOIN(&c->arena, "m", number));
    v->places[i] = (struct delphi_place_view){ i + 1, typed ? typed : stored ? stored : "", mark ? mark : delphi_mark(c, stored) };
    if (*v->places[i].text) v->filled = (size_t)i + 1;
  }
}

/* --- the pages -------------------------------------------------------------------------------------------------------------------- */

/* The first page with something open; else the first. */
static const char *resume_at(struct ctx *c, const struct delphi_sheet *sheet)
{
  size_t at = 0;
  while (at + 1 < sheet->count && sheet->pages[at].rated == sheet->pages[at].count) at++;
  if (sheet->count && sheet->pages[at].rated == sheet->pages[at].count) at = 0;
  return arg_size(&c->arena, at + 1);
}

int show_delphi_link(struct ctx *c)
{
  struct delphi_link_view v = { .elsewhere = !c->keys };
  struct delphi_seat seat;
  struct delphi_sheet sheet = { .count = 0 };
  struct form_answer_list said = { .count = 0 };
  if (v.elsewhere) return page_of(c, &v);
  TRY(delphi_seat(c, path_part(c), &seat));
  const struct delphi_page_query *const q = form_row(c, delphi_page_query);
  const struct delphi_sheet_form *const f = form_row(c, delphi_sheet_form);
  if (f) TRY(form_answers(c, f->a, &said));
  if (seat.state == SEAT_OPEN) TRY(delphi_sheet_of(c, &seat, &sheet));
  const struct num asked = f ? f->thema : q ? q->thema : (struct num){ 0 };
  v.number = asked.known && asked.n > 0 && (size_t)asked.n <= sheet.count ? (size_t)asked.n : 0;
  v.seat = &seat;
  v.sheet = &sheet;
  v.page = v.number ? &sheet.pages[v.number - 1] : NULL;
  v.saved = q && text_known(q->bewaard) && !f;
  v.sent = instant_known(seat.turn.answered);
  v.until = arg_date(c, seat.study.until);
  v.resume = resume_at(c, &sheet);
  if (v.page) add_items(c, &v, &said);
  if (seat.round == 1) add_places(c, &v, &said);
  return page_of(c, &v);
}

/* On to the next page, and from the last one back to the first, where everything is sent. */
static int after(struct ctx *c, const struct delphi_seat *seat, struct num page, const char **out)
{
  struct delphi_sheet sheet;
  TRY(delphi_sheet_of(c, seat, &sheet));
  const bool more = page.known && page.n > 0 && (size_t)page.n < sheet.count;
  *out = more ? JOIN(&c->arena, "?thema=", arg_int(&c->arena, page.n + 1), "&bewaard=1") : "?bewaard=1";
  return OK;
}

int save_delphi_link(struct ctx *c)
{
  const struct delphi_sheet_form *const f = form_row(c, delphi_sheet_form);
  struct delphi_seat seat;
  struct form_answer_list said;
  const char *to;
  if (!c->keys) return not_there(c);
  TRY(delphi_seat(c, path_part(c), &seat));
  TRY(form_answers(c, f->a, &said));
  TRY(delphi_save(c, &seat, &said, f->thema, text_known(f->send)));
  TRY(after(c, &seat, f->thema, &to));
  return redirect(c, JOIN(&c->arena, local_path(c, JOIN(&c->arena, DELPHI_LINK "/", path_part(c))), to));
}

int stop_delphi_link(struct ctx *c)
{
  struct delphi_seat seat;
  if (!c->keys) return not_there(c);
  TRY(delphi_seat(c, path_part(c), &seat));
  TRY(delphi_stop(c, &seat));
  return redirect(c, local_path(c, JOIN(&c->arena, DELPHI_LINK "/", path_part(c))));
}
