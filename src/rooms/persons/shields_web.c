/* The file of somebody who works in care here: opened by name only. */
#include "shields_web.h"
#include "accounts.h"
#include "organisations.h"

int show_shield(struct ctx *c)
{
  struct id id;
  struct person p;
  struct shield shield;
  struct shield_view v = { .person = &p };
  TRY(path_id(c, &id));
  TRY(person_get(c, id, &p));
  v.name = person_name(c, &p);
  TRY(shield_of(c, p.compartment, &shield, &v.shielded));
  if (v.shielded) TRY(organisation_name(c, shield.organisation, &v.organisation));
  if (v.shielded) TRY(involved_in_person(c, id, &v.named));
  const struct page page = { .title = tr(c, N_("Shielded file")), .current = HOUSEHOLDS_PATH, .noindex = true, .work = true };
  page_begin(c, &page);
  view_shield(c, &v);
  return page_end(c, &page);
}

int set_shield(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(person_shield(c, id, form_row(c, shield_form)));
  return redirect_done(c, path_of_id(c, "/werk/personen", id, "/afscherming"), "opgeslagen");
}

int lift_shield(struct ctx *c)
{
  struct id id, compartment;
  TRY(path_id(c, &id));
  TRY(record_place(c, person, id, &compartment));
  TRY(shield_lift(c, compartment));
  return redirect_done(c, path_of_id(c, "/werk/personen", id, NULL), "beeindigd");
}

int show_access(struct ctx *c)
{
  struct id id;
  struct person p;
  TRY(path_id(c, &id));
  TRY(person_get(c, id, &p));
  const struct edit_view v = { .title = tr(c, N_("Let a colleague open this file")), .path = path_of_id(c, "/werk/personen", id, "/toegang"), .token_path = "/werk/personen/:id/toegang",
    .back = path_of_id(c, "/werk/personen", id, NULL), .back_label = person_name(c, &p), .button = tr(c, N_("Involve")), .rec = &involve_one_record,
    .note = tr(c, N_("Only this person's file, not the side. For a colleague of the organisation where this person works the privacy officer is asked first.")) };
  return edit_page(c, &v);
}

int give_access(struct ctx *c)
{
  struct id id;
  bool asked;
  TRY(path_id(c, &id));
  TRY(involve_in_person(c, id, form_row(c, involve_one), &asked));
  return redirect_done(c, path_of_id(c, "/werk/personen", id, NULL), asked ? "gevraagd" : "toegevoegd");
}

/* --- for the privacy officer ------------------------------------------------------------------------------- */

int show_shield_asked(struct ctx *c)
{
  struct shield asked;
  struct shield_asked_view v = { .id = ID_NONE };
  TRY(path_id(c, &v.id));
  TRY(shield_asked(c, v.id, &asked));
  TRY(account_name(c, asked.account, &v.colleague));
  TRY(account_name(c, asked.by, &v.by));
  TRY(organisation_name(c, asked.organisation, &v.organisation));
  const struct page page = { .title = tr(c, N_("Shielded file")), .current = WORK_PATH, .noindex = true, .work = true };
  page_begin(c, &page);
  view_shield_asked(c, &v);
  return page_end(c, &page);
}

int allow_shield(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(shield_allow(c, id));
  return redirect_done(c, local_path(c, WORK_PATH), "goedgekeurd");
}
