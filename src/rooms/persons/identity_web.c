/* Confirming by two facts that a person who was found is the right one. */
#include "identity_web.h"
#include "accounts.h"
#include "html.h"

int show_identity(struct ctx *c)
{
  struct id id;
  struct person p;
  TRY(path_id(c, &id));
  TRY(person_get(c, id, &p));
  const struct edit_view v = { .title = tr(c, N_("Is this the right person?")), .path = path_of_id(c, "/werk/personen", id, "/bevestigen"), .token_path = "/werk/personen/:id/bevestigen",
    .back = path_of_id(c, "/werk/personen", id, NULL), .back_label = person_name(c, &p), .button = tr(c, N_("Confirm")), .rec = &identity_ask_record,
    .note = tr(c, N_("Write two facts that this person told you, or that your own organisation knows. Do not take them from this file. Each try counts as a search.")) };
  return edit_page(c, &v);
}

int confirm_identity(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(identity_confirm(c, id, form_row(c, identity_ask)));
  return redirect_done(c, path_of_id(c, "/werk/personen", id, NULL), "bevestigd");
}

int identity_lines(struct ctx *c, struct id person, struct identity_line_list *out)
{
  struct identity_check_list checks;
  TRY(identity_checks_of(c, person, &checks));
  out->at = arena_new(&c->arena, struct identity_line, checks.count + 1);
  out->count = 0;
  for (size_t i = 0; i < checks.count; i++) {
    struct identity_line *const line = &out->at[out->count++];
    *line = (struct identity_line){ .when = moment_in_words(c, checks.at[i].at, false), .facts = field_said(c, record_field(&identity_check_record, "facts"), &checks.at[i]) };
    TRY(account_name(c, checks.at[i].account, &line->who));
  }
  return OK;
}
