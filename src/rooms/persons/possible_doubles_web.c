#include "possible_doubles_web.h"

int show_possible_double(struct ctx *c)
{
  struct id id;
  struct person p;
  TRY(path_id(c, &id));
  TRY(possible_double_asked(c, id));
  TRY(person_get(c, id, &p));
  const struct edit_view v = { .title = tr(c, N_("Perhaps there is another file")), .path = path_of_id(c, "/werk/personen", id, "/dubbel"), .token_path = "/werk/personen/:id/dubbel",
    .back = path_of_id(c, "/werk/personen", id, NULL), .back_label = person_name(c, &p), .button = tr(c, N_("Answer")), .rec = &double_ask_record,
    .note = tr(c, N_("Somewhere in the region somebody added a person with this surname and birth date. You are not told who or where, "
      "and they are not told of this file: it can be dangerous to know. "
      "Ask nobody yourself. The privacy officer works for no side, and first asks each of you apart whether contact is safe.")), .warn = true };
  return edit_page(c, &v);
}

int answer_possible_double(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(possible_double_answer(c, id, form_row(c, double_ask)));
  return redirect_done(c, path_of_id(c, "/werk/personen", id, NULL), "afgerond");
}

int show_bring_together(struct ctx *c)
{
  struct id id;
  struct together_view v;
  TRY(path_id(c, &id));
  TRY(possible_double_workers(c, id, &v.files));
  const struct page page = { .title = tr(c, N_("Bring colleagues together")), .current = WORK_PATH, .noindex = true, .work = true };
  page_begin(c, &page);
  view_bring_together(c, &v);
  return page_end(c, &page);
}
