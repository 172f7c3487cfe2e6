/* Item by item: what there is, and what is decided on it. */
#include "rights_web.h"
#include "accounts.h"
#include "html.h"
#include "need_to_know.h"
#include "rights_internal.h"

enum { ITEMS_A_PAGE = 25, FORM_MOST = 20000 };

static const struct field form_fields[] = {
  F_TEXT(items_form, geef,   ANSWERS, N_("Give"), .max = FORM_MOST),
  F_INT (items_form, pagina, BY_LINK, N_("Page"), .min = 1, .max = RIGHT_ITEMS_MOST),
};
const struct record items_form_record = PART(items_form, form_fields);
static const struct field ask_fields[] = { F_INT(items_ask, pagina, BY_LINK, N_("Page"), .min = 1, .max = RIGHT_ITEMS_MOST) };
const struct record items_ask_record = PART(items_ask, ask_fields);

static int writer_of(struct ctx *c, const struct right *r, const struct right_item *item, const char **out)
{
  bool known;
  const char *name = NULL;
  TRY(ever_worked_in(c, right_colleagues(r), item->by, &known));
  if (known) TRY(account_name(c, item->by, &name));
  *out = name ? name : tr(c, N_("a colleague"));
  return OK;
}

static int line_of(struct ctx *c, const struct right *r, const struct right_item *item, const struct rights_decision *d, struct item_line *out)
{
  *out = (struct item_line){ .key = item->key, .title = record_title(c, item->rec), .place = item_place_label(item->place), .decision = d,
    .when = instant_known(item->written) ? moment_in_words(c, item->written, false) : NULL, .texts = item->texts };
  out->path = JOIN(&c->arena, right_path(c, r->request.id, "/deel?deel="), item->key);
  return writer_of(c, r, item, &out->who);
}

/* Whether the actor may decide now. */
static int may_change(struct ctx *c, const struct right *r, bool *out)
{
  struct instant until;
  TRY(emergency_ends(c, r->person.compartment, &until));
  *out = signed_in_may(who(c), MAY_WRITE_FILES) && !instant_known(until) && (r->clock.state == RIGHT_RECEIVED || r->clock.state == RIGHT_MAKING);
  return OK;
}

static size_t page_asked(struct ctx *c)
{
  const struct items_form *const posted = form_row(c, items_form);
  const struct items_ask *const asked = form_row(c, items_ask);
  const struct num n = posted && posted->pagina.known ? posted->pagina : asked ? asked->pagina : (struct num){ 0 };
  return n.known && n.n > 0 ? (size_t)n.n : 1;
}

int show_right_items(struct ctx *c)
{
  struct right r;
  struct right_item_list items;
  const struct rights_decision **of;
  struct items_view v = { .r = &r, .page = page_asked(c) };
  TRY(right_of_path(c, &r));
  if (r.request.kind != RIGHT_COPY) return not_there(c);
  TRY(right_items(c, &r, &items));
  TRY(decisions_for(c, &r, &items, &of));
  v.name = person_name(c, &r.person);
  v.path = right_path(c, r.request.id, "/delen");
  v.count = items.count;
  v.pages = items.count ? (items.count + ITEMS_A_PAGE - 1) / ITEMS_A_PAGE : 1;
  if (v.page > v.pages) v.page = v.pages;
  TRY(may_change(c, &r, &v.may_change));
  v.rows.at = arena_new(&c->arena, struct item_line, ITEMS_A_PAGE);
  for (size_t i = 0; i < items.count; i++) {
    v.undecided += !of[i];
    if (i / ITEMS_A_PAGE + 1 == v.page) TRY(line_of(c, &r, &items.at[i], of[i], &v.rows.at[v.rows.count++]));
  }
  const struct page page = { .title = tr(c, N_("Part by part")), .current = "/werk/huishoudens", .noindex = true, .work = true };
  page_begin(c, &page);
  view_right_items(c, &v);
  return page_end(c, &page);
}

int give_right_items(struct ctx *c)
{
  const struct items_form *const f = form_row(c, items_form);
  struct form_answer_list ticked;
  struct id id;
  TRY(path_id(c, &id));
  TRY(form_answers(c, f->geef, &ticked));
  struct text_list keys = { arena_new(&c->arena, const char *, ticked.count + 1), 0 };
  for (size_t i = 0; i < ticked.count; i++) keys.at[keys.count++] = ticked.at[i].question;
  TRY(items_give(c, id, &keys));
  return redirect_done(c, JOIN(&c->arena, right_path(c, id, "/delen?pagina="), arg_size(&c->arena, page_asked(c))), "opgeslagen");
}

int show_right_item(struct ctx *c)
{
  const struct part_ask *const ask = form_row(c, part_ask);
  const struct item_decide *const posted = form_row(c, item_decide);
  const char *const key = ask && ask->deel ? ask->deel : posted ? posted->deel : NULL;
  struct right r;
  struct right_item_list items;
  const struct rights_decision **of;
  const struct right_item *item;
  struct one_item_view v = { .r = &r };
  TRY(right_of_path(c, &r));
  if (r.request.kind != RIGHT_COPY) return not_there(c);
  TRY(right_items(c, &r, &items));
  if (right_item_of(&items, key, &item) != OK) return not_there(c);
  TRY(decisions_for(c, &r, &items, &of));
  const struct rights_decision *const d = of[item - items.at];
  TRY(line_of(c, &r, item, d, &v.line));
  v.name = person_name(c, &r.person);
  v.path = v.line.path;
  v.back = right_path(c, r.request.id, "/delen");
  v.parent = r.parent;
  if (d) v.now = (struct item_decide){ .choice = d->choice, .ground = d->ground, .reason = d->reason, .tell = d->tell, .until = d->until, .words = d->words };
  const struct page page = { .title = tr(c, N_("Part")), .current = "/werk/huishoudens", .noindex = true, .work = true };
  page_begin(c, &page);
  view_right_item(c, &v);
  return page_end(c, &page);
}

int send_right_item(struct ctx *c)
{
  const struct item_decide *const d = form_row(c, item_decide);
  struct id id;
  TRY(path_id(c, &id));
  TRY(item_decide(c, id, d->deel, d));
  return redirect_done(c, right_path(c, id, "/delen"), "opgeslagen");
}
