#include "delphi_answering.h"
#include "hash.h"
#include "html.h"
#include "signed_ids.h"
#include "text.h"

enum { TEXT_SHORT_MOST = 500, TEXT_LONG_MOST = 2000 };

static enum delphi_seat_state state_of(const struct delphi_seat *s)
{
  if (instant_known(s->expert.stopped)) return SEAT_STOPPED;
  if (s->study.stage == DELPHI_CLOSED) return SEAT_FINISHED;
  if (!s->round) return SEAT_WAITS;
  return id_known(s->turn.id) ? SEAT_OPEN : SEAT_NOTHING;
}

int delphi_seat(struct ctx *c, const char *token, struct delphi_seat *out)
{
  struct id id;
  TRY(signed_id_read(c, "delphi expert", token, 0, &id));
  *out = (struct delphi_seat){ .round = 0 };
  TRY(global_get(c, delphi_expert, id, &out->expert));
  TRY(global_get(c, delphi_study, out->expert.study, &out->study));
  c->scope = (struct scope){ .region = out->study.region, .reach = REACH_NOTHING };
  out->round = date_before(out->study.until, c->today) ? 0 : delphi_round(out->study.stage);       /* its last day is past, also before the job closes it */
  const int rc = out->round ? delphi_turn_of(c, id, out->round, &out->turn) : OK;
  if (!absent(c, rc)) TRY(rc);
  out->state = state_of(out);
  return OK;
}

/* --- what is asked --------------------------------------------------------------------------------------------------------- */

struct asked { struct delphi_item *at; size_t count; };

static struct delphi_item *item_of(const struct asked *a, struct id statement)
{
  for (size_t i = 0; i < a->count; i++) if (id_same(a->at[i].statement->id, statement)) return &a->at[i];
  return NULL;
}

static int add_ratings(struct ctx *c, const struct delphi_seat *seat, const struct asked *a)
{
  struct delphi_rating_list own;
  struct delphi_count_list group = { .count = 0 };
  TRY(delphi_ratings_of_expert(c, seat->expert.id, &own));
  for (size_t i = 0; i < own.count; i++) {
    struct delphi_item *const item = item_of(a, own.at[i].statement);
    if (item && own.at[i].round.n == seat->round) item->rating = own.at[i].rating;
    if (item && seat->round == ROUND_LAST && own.at[i].round.n == ROUND_RATED_FIRST) item->before = own.at[i].rating;
  }
  if (seat->round == ROUND_LAST) TRY(delphi_counts_of_group(c, seat->study.id, seat->expert.group_name, ROUND_RATED_FIRST, &group));
  for (size_t i = 0; i < group.count; i++) {
    struct delphi_item *const item = item_of(a, group.at[i].statement);
    if (item) item->group.of[group.at[i].rating.n - RATING_LEAST] = (uint32_t)group.at[i].n.n;
  }
  return OK;
}

static bool asked_again(const struct delphi_again_list *again, struct id statement)
{
  for (size_t i = 0; i < again->count; i++) if (id_same(again->at[i].statement, statement)) return true;
  return false;
}

/* Themes in the order in which they first come, statements by code within. */
static void by_theme(struct ctx *c, const struct asked *a)
{
  struct delphi_item *const sorted = arena_new(&c->arena, struct delphi_item, a->count + 1);
  bool *const taken = arena_new(&c->arena, bool, a->count + 1);
  size_t n = 0;
  for (size_t i = 0; i < a->count; i++)
    for (size_t k = i; !taken[i] && k < a->count; k++)
      if (!taken[k] && (k == i || strcmp(a->at[k].statement->theme, a->at[i].statement->theme) == 0)) {
        sorted[n++] = a->at[k];
        if (k > i) taken[k] = true;
      }
  memcpy(a->at, sorted, n * sizeof *sorted);
}

static int find_asked(struct ctx *c, const struct delphi_seat *seat, struct asked *out)
{
  struct delphi_statement_list all;
  struct delphi_again_list again = { .count = 0 };
  TRY(delphi_statements_of(c, seat->study.id, &all));
  if (seat->round == ROUND_LAST) TRY(delphi_again_of(c, seat->study.id, seat->expert.group_name, &again));
  *out = (struct asked){ arena_new(&c->arena, struct delphi_item, all.count + 1), 0 };
  for (size_t i = 0; i < all.count; i++)
    if (seat->round == ROUND_RATED_FIRST || asked_again(&again, all.at[i].id)) out->at[out->count++] = (struct delphi_item){ .statement = &all.at[i] };
  TRY(add_ratings(c, seat, out));
  by_theme(c, out);
  return OK;
}

static size_t theme_size(const struct asked *a, size_t from)
{
  size_t n = 1;
  while (from + n < a->count && strcmp(a->at[from + n].statement->theme, a->at[from].statement->theme) == 0) n++;
  return n;
}

/* A large theme is cut into pages of about the same size. */
static void add_theme(struct delphi_sheet *s, const struct asked *a, size_t from, size_t n)
{
  const size_t parts = (n + DELPHI_PAGE_MOST - 1) / DELPHI_PAGE_MOST;
  for (size_t part = 0; part < parts; part++) {
    const size_t begin = n * part / parts, end = n * (part + 1) / parts;
    struct delphi_page *const p = &s->pages[s->count++];
    *p = (struct delphi_page){ .theme = a->at[from].statement->theme, .part = part + 1, .parts = parts, .items = &a->at[from + begin], .count = end - begin, .last = part + 1 == parts };
    for (size_t i = 0; i < p->count; i++) p->rated += p->items[i].rating.known;
    s->rated += p->rated;
  }
}

int delphi_sheet_of(struct ctx *c, const struct delphi_seat *seat, struct delphi_sheet *out)
{
  struct delphi_sheet s = { .count = 0 };
  struct asked a = { .count = 0 };
  if (seat->round == 1) TRY(delphi_answers_of_expert(c, seat->expert.id, &s.answers));
  if (seat->round >= ROUND_RATED_FIRST) TRY(find_asked(c, seat, &a));
  if (seat->round == ROUND_RATED_FIRST) TRY(delphi_remarks_of_expert(c, seat->expert.id, &s.remarks));
  s.pages = arena_new(&c->arena, struct delphi_page, a.count + 1);
  s.asked = a.count;
  for (size_t i = 0; i < a.count; i += theme_size(&a, i)) add_theme(&s, &a, i, theme_size(&a, i));
  *out = s;
  return OK;
}

static struct delphi_remark *remark_on(const struct delphi_sheet *sheet, const char *theme)
{
  for (size_t i = 0; i < sheet->remarks.count; i++) if (strcmp(sheet->remarks.at[i].theme, theme) == 0) return &sheet->remarks.at[i];
  return NULL;
}
const char *delphi_remark_on(const struct delphi_sheet *sheet, const char *theme)
{
  const struct delphi_remark *const r = remark_on(sheet, theme);
  return r ? r->text : NULL;
}

/* --- saving ------------------------------------------------------------------------------------------------------------------ */

const char *delphi_mark(struct ctx *c, const char *text) { return text_known(text) ? text_hex(&c->arena, hash_bytes(text, strlen(text), 0)) : ""; }

/* Browsers send the ends of lines as two characters, and people leave spaces behind. */
static const char *tidy(struct ctx *c, const char *text)
{
  char *const to = arena_text(&c->arena, text, strlen(text));
  size_t n = 0, from = strspn(text, " \t\r\n");
  for (const char *p = text + from; *p; p++) if (*p != '\r') to[n++] = *p;
  while (n && strchr(" \t\n", to[n - 1])) n--;
  to[n] = '\0';
  return to;
}

static int check_text(struct ctx *c, const char *text, size_t most)
{
  if (!text_valid(text, strlen(text))) return fail(c, ERR_INVALID, NULL, N_("This text has a character that cannot be stored."));
  if (text_length(text, strlen(text)) <= most) return OK;
  return fail(c, ERR_INVALID, NULL, most == TEXT_LONG_MOST ? N_("This remark is too long: at most 2000 characters.") : N_("An answer is at most 500 characters."));
}

/* --- round 1 --- */

static struct delphi_answer *at_place(const struct delphi_answer_list *list, int place)
{
  for (size_t i = 0; i < list->count; i++) if (list->at[i].place.n == place) return &list->at[i];
  return NULL;
}

static int put_answer(struct ctx *c, const struct delphi_seat *seat, struct delphi_answer *stored, int place, const char *text)
{
  if (stored && !*text) return global_delete(c, delphi_answer, stored->id);
  if (!*text) return OK;
  if (!stored) return global_insert(c, delphi_answer, &((struct delphi_answer){ .study = seat->study.id, .expert = seat->expert.id, .place = num(place), .text = text }), NULL);
  stored->text = text;
  return global_update(c, delphi_answer, stored);
}

/* Another page wrote something else here meanwhile: both stay. */
static int put_beside(struct ctx *c, const struct delphi_seat *seat, const char *text)
{
  struct delphi_answer_list now;
  if (!*text) return OK;
  TRY(delphi_answers_of_expert(c, seat->expert.id, &now));
  for (int place = 1; place <= DELPHI_ANSWERS_MOST; place++) if (!at_place(&now, place)) return put_answer(c, seat, NULL, place, text);
  return fail(c, ERR_INVALID, NULL, N_("All fifteen answers are taken, some on another page that you have open. Open this page again, and look at them first."));
}

static int save_answer(struct ctx *c, const struct delphi_seat *seat, const struct form_answer_list *said, int place)
{
  struct delphi_answer_list now;
  const char *const number = arg_int(&c->arena, place), *const typed = form_answer_to(said, JOIN(&c->arena, "t", number)), *mark = form_answer_to(said, JOIN(&c->arena, "m", number));
  if (!typed) return OK;
  const char *const text = tidy(c, typed);
  TRY(check_text(c, text, TEXT_SHORT_MOST));
  TRY(delphi_answers_of_expert(c, seat->expert.id, &now));
  struct delphi_answer *const stored = at_place(&now, place);
  const char *const there = delphi_mark(c, stored ? stored->text : NULL), *const here = delphi_mark(c, text);
  mark = mark ? mark : "";
  if (strcmp(here, mark) == 0 || strcmp(here, there) == 0) return OK;
  return strcmp(there, mark) == 0 ? put_answer(c, seat, stored, place, text) : put_beside(c, seat, text);
}

/* --- rounds 2 and 3 --- */

static int save_rating(struct ctx *c, const struct delphi_seat *seat, struct id statement, int32_t rating)
{
  struct delphi_rating r = { .study = seat->study.id, .expert = seat->expert.id, .statement = statement, .round = num(seat->round) };
  const int rc = delphi_rating_of(c, seat->expert.id, seat->round, statement, &r);
  if (!absent(c, rc)) TRY(rc);
  r.rating = num(rating);
  return id_known(r.id) ? global_update(c, delphi_rating, &r) : global_insert(c, delphi_rating, &r, NULL);
}

static int save_item(struct ctx *c, const struct delphi_seat *seat, const struct form_answer_list *said, const struct delphi_item *item)
{
  const char *const text = form_answer_to(said, item->statement->code), *const was = form_answer_to(said, JOIN(&c->arena, "was.", item->statement->code));
  if (!text || !*text || (was && strcmp(text, was) == 0)) return OK;
  if (strlen(text) != 1 || *text < '0' + RATING_LEAST || *text > '0' + RATING_MOST) return fail(c, ERR_INVALID, NULL, N_("A rating is a number from 1 to 7."));
  return save_rating(c, seat, item->statement->id, *text - '0');
}

static int save_remark(struct ctx *c, const struct delphi_seat *seat, const struct form_answer_list *said, const struct delphi_sheet *sheet, const char *theme)
{
  const char *const typed = form_answer_to(said, "remark"), *mark = form_answer_to(said, "remark_mark");
  struct delphi_remark *const stored = remark_on(sheet, theme);
  if (!typed) return OK;
  const char *text = tidy(c, typed);
  const char *const there = delphi_mark(c, stored ? stored->text : NULL), *const here = delphi_mark(c, text);
  mark = mark ? mark : "";
  if (strcmp(here, mark) == 0 || strcmp(here, there) == 0) return OK;
  if (strcmp(there, mark) != 0 && stored) text = *text ? JOIN(&c->arena, stored->text, "\n\n", text) : stored->text;
  TRY(check_text(c, text, TEXT_LONG_MOST));
  if (!stored) return global_insert(c, delphi_remark, &((struct delphi_remark){ .study = seat->study.id, .expert = seat->expert.id, .theme = theme, .text = text }), NULL);
  if (!*text) return global_delete(c, delphi_remark, stored->id);
  stored->text = text;
  return global_update(c, delphi_remark, stored);
}

/* Every rating that came must be of a statement that is asked: else somebody would think it was kept. */
static int check_asked(struct ctx *c, const struct form_answer_list *said, const struct delphi_sheet *sheet)
{
  for (size_t i = 0; i < said->count; i++) {
    const char *const q = said->at[i].question;
    bool found = strncmp(q, "was.", 4) == 0 || strcmp(q, "remark") == 0 || strcmp(q, "remark_mark") == 0;
    for (size_t p = 0; p < sheet->count && !found; p++)
      for (size_t k = 0; k < sheet->pages[p].count && !found; k++) found = strcmp(sheet->pages[p].items[k].statement->code, q) == 0;
    if (!found) return fail(c, ERR_INVALID, NULL, N_("Something was sent that is not asked in this round. Open the page again by your link."));
  }
  return OK;
}

static int save_ratings(struct ctx *c, const struct delphi_seat *seat, const struct form_answer_list *said, struct num page)
{
  struct delphi_sheet sheet;
  TRY(delphi_sheet_of(c, seat, &sheet));
  TRY(check_asked(c, said, &sheet));
  for (size_t p = 0; p < sheet.count; p++)
    for (size_t i = 0; i < sheet.pages[p].count; i++) TRY(save_item(c, seat, said, &sheet.pages[p].items[i]));
  if (seat->round != ROUND_RATED_FIRST || !page.known || page.n < 1 || (size_t)page.n > sheet.count) return OK;
  return save_remark(c, seat, said, &sheet, sheet.pages[page.n - 1].theme);
}

static int check_open(struct ctx *c, const struct delphi_seat *seat)
{
  if (seat->state == SEAT_STOPPED) return fail(c, ERR_INVALID, NULL, N_("You do not take part any more: nothing was saved."));
  return seat->state == SEAT_OPEN ? OK : fail(c, ERR_INVALID, NULL, N_("This round is closed: nothing more can be saved."));
}

int delphi_save(struct ctx *c, struct delphi_seat *seat, const struct form_answer_list *said, struct num page, bool send)
{
  TRY(check_open(c, seat));
  if (seat->round == 1) for (int place = 1; place <= DELPHI_ANSWERS_MOST; place++) TRY(save_answer(c, seat, said, place));
  else TRY(save_ratings(c, seat, said, page));
  if (!send || instant_known(seat->turn.answered)) return OK;
  seat->turn.answered = (struct instant){ c->now };
  return global_update(c, delphi_turn, &seat->turn);
}

int delphi_stop(struct ctx *c, struct delphi_seat *seat)
{
  if (instant_known(seat->expert.stopped)) return OK;
  seat->expert.stopped = (struct instant){ c->now };
  return global_update(c, delphi_expert, &seat->expert);
}
