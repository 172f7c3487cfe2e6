/* Setting the exclusion for control aside, by two people: asking, agreeing, ending. */
#include "screenings_web.h"
#include "html.h"

static int line_of(struct ctx *c, const struct membership_list *places, const struct control_set_aside *s, struct aside_line *out)
{
  *out = (struct aside_line){ .row = s, .asked = moment_in_words(c, s->asked, false), .agreed = moment_in_words(c, s->agreed, false), .ended = moment_in_words(c, s->ended, false) };
  TRY(writer_name(c, places, s->asked_by, &out->asked_by));
  return writer_name(c, places, s->agreed_by, &out->agreed_by);
}

static int fill(struct ctx *c, struct id person, const struct membership_list *places, struct aside_view *v)
{
  struct control_set_aside_list list;
  TRY(set_asides_of(c, person, &list));
  struct aside_line *const lines = arena_new(&c->arena, struct aside_line, list.count + 1);
  v->rows.at = arena_new(&c->arena, struct aside_line, list.count + 1);
  for (size_t i = 0; i < list.count; i++) {
    TRY(line_of(c, places, &list.at[i], &lines[i]));
    if (instant_known(list.at[i].ended)) v->rows.at[v->rows.count++] = lines[i];
    else v->open = &lines[i];
  }
  v->counts = v->open && set_aside_counts(v->open->row);
  v->mine = v->open && id_same(v->open->row->asked_by, c->scope.actor);
  return set_aside_others(c, person, &v->others);
}

int show_set_aside(struct ctx *c)
{
  struct id id;
  struct membership_list places;
  struct aside_view v = { 0 };
  TRY(path_id(c, &id));
  TRY(screened_of(c, id, &v.of, &places));
  TRY(fill(c, id, &places, &v));
  const struct page page = { .title = tr(c, N_("Setting aside")), .current = "/werk/huishoudens", .noindex = true, .work = true };
  page_begin(c, &page);
  view_set_aside(c, &v);
  return page_end(c, &page);
}

static int back(struct ctx *c, struct id person, const char *done) { return redirect_done(c, path_of_id(c, PERSON_PATH, person, "/opzij"), done); }

int ask_set_aside(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(set_aside_ask(c, id, form_row(c, set_aside_new)));
  return back(c, id, "gevraagd");
}

int agree_set_aside(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(set_aside_agree(c, id, c->form->version));
  return back(c, id, "goedgekeurd");
}

int end_set_aside(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(set_aside_end(c, id, c->form->version));
  return back(c, id, "beeindigd");
}
