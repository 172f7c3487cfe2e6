/* Looking at safety again, from the page of the person who wishes it. */
#include "accounts.h"
#include "html.h"
#include "partner_safety.h"
#include "referrals_web.h"
#include "tasks.h"

int show_safety(struct ctx *c)
{
  struct person p;
  struct safety_look_list looks;
  struct task_list waiting;
  struct safety_view v = { .may_write = signed_in_may(who(c), MAY_WRITE_FILES) };
  TRY(path_id(c, &v.person));
  TRY(person_get(c, v.person, &p));
  TRY(safety_wish_of(c, v.person, &v.wish.wants));
  TRY(safety_looks_of(c, v.person, &looks));
  TRY(tasks_open_about(c, TASK_LOOK_AT_SAFETY, v.person, &waiting));
  v.name = person_name(c, &p);
  const struct field_list why = { .field = "why", .values = reasons_of(c, ACT_DROPPED) };
  v.why = &why;
  v.asked = waiting.count > 0;
  v.looks = (struct look_line_list){ arena_new(&c->arena, struct look_line, looks.count + 1), looks.count };
  for (size_t i = 0; i < looks.count; i++) {
    const enum referral_reason reason = looks.at[i].why;
    v.looks.at[i] = (struct look_line){ .note = looks.at[i].note, .words = looks.at[i].words, .why = reason ? referral_reason_label(reason) : NULL, .when = moment_in_words(c, looks.at[i].at, false) };
    TRY(account_name(c, looks.at[i].by, &v.looks.at[i].by));
  }
  const struct page page = { .title = tr(c, N_("Safety")), .current = "/werk/huishoudens", .noindex = true, .work = true };
  page_begin(c, &page);
  view_safety(c, &v);
  return page_end(c, &page);
}

static int back(struct ctx *c, struct id person) { return redirect_done(c, path_of_id(c, "/werk/personen", person, "/veiligheid"), "opgeslagen"); }

int send_safety(struct ctx *c)
{
  struct id person;
  TRY(path_id(c, &person));
  TRY(safety_look_add(c, person, form_row(c, safety_look_form)));
  return back(c, person);
}

int send_safety_wish(struct ctx *c)
{
  struct id person;
  TRY(path_id(c, &person));
  TRY(safety_wish_set(c, person, form_row(c, safety_wish_form)->wants));
  return back(c, person);
}
