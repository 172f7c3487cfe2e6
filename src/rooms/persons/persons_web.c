/* Pages of one person: who they are, where they live, how they can be reached. */
#include "persons_web.h"
#include "children.h"
#include "identity_web.h"
#include "accounts.h"
#include "need_to_know.h"
#include "shields.h"
#include "languages.h"
#include "text.h"

/* --- one person ----------------------------------------------------------------------------------------- */

static int households_of(struct ctx *c, struct id person, struct household_line_list *out)
{
  struct membership_list memberships;
  TRY(memberships_of_person(c, person, &memberships));
  out->at = arena_new(&c->arena, struct household_line, memberships.count + 1);
  for (size_t i = 0; i < memberships.count; i++) {
    struct household h;
    const int rc = household_now(c, memberships.at[i].household, &h);
    if (absent(c, rc)) continue;
    TRY(rc);
    out->at[out->count++] = (struct household_line){ h, NULL };
  }
  return OK;
}

/* A colleague, as far as a mail address tells. */
static int signs_in(struct ctx *c, const struct contact_way_list *ways, bool *out)
{
  *out = false;
  for (size_t i = 0; i < ways->count && !*out; i++) {
    struct account a;
    if (ways->at[i].kind != CONTACT_MAIL) continue;
    const int rc = account_by_mail(c, ways->at[i].value, &a);
    if (absent(c, rc)) continue;
    TRY(rc);
    *out = true;
  }
  return OK;
}

int show_person(struct ctx *c)
{
  struct shield shield;
  struct id id;
  struct person p;
  struct instant until;
  struct person_view v = { .person = &p, .may_write = signed_in_writes(c), .may_involve = signed_in_may(who(c), MAY_INVOLVE) };
  TRY(path_id(c, &id));
  TRY(person_get(c, id, &p));
  TRY(addresses_of(c, id, &v.addresses));
  TRY(contacts_of(c, id, &v.contacts));
  TRY(households_of(c, id, &v.households));
  TRY(emergency_ends(c, p.compartment, &until));
  v.emergency = instant_known(until);
  if (v.emergency) v.may_involve = false;
  TRY(is_child(c, &p, &v.child));
  TRY(shield_of(c, p.compartment, &shield, &v.shielded));
  TRY(signs_in(c, &v.contacts, &v.colleague));
  TRY(identity_lines(c, id, &v.confirmed));
  TRY(identity_needed(c, id, &v.confirm));
  v.adult_on = v.child ? adult_since(p.birth) : DATE_UNKNOWN;
  v.adult = date_known(v.adult_on) && !date_before(c->today, v.adult_on);
  v.name = person_name(c, &p);
  v.gender = person_gender_label(p.gender);
  v.languages = languages_in_words(c, p.languages);
  const struct page page = { .title = tr(c, N_("Person")), .current = HOUSEHOLDS_PATH, .noindex = true, .work = true };
  page_begin(c, &page);
  view_person(c, &v);
  return page_end(c, &page);
}

int show_person_edit(struct ctx *c)
{
  struct id id;
  struct person p;
  TRY(path_id(c, &id));
  TRY(person_get(c, id, &p));
  const struct edit_view v = { .title = tr(c, N_("Who this is")), .path = path_of_id(c, "/werk/personen", id, "/gegevens"), .token_path = "/werk/personen/:id/gegevens",
    .back = path_of_id(c, "/werk/personen", id, NULL), .back_label = person_name(c, &p), .button = tr(c, N_("Save")), .rec = &person_record, .row = &p };
  return edit_page(c, &v);
}

int change_person(struct ctx *c)
{
  struct person p = *form_row(c, person);
  TRY(path_id(c, &p.id));
  TRY(person_change(c, &p));
  return redirect_done(c, path_of_id(c, "/werk/personen", p.id, NULL), "opgeslagen");
}

/* --- addresses ------------------------------------------------------------------------------------------ */

static const char *address_note(struct ctx *c)
{
  return tr(c, N_("Only who works for this side sees this address. Mind letters, invoices and what you say aloud."));
}

int show_address_new(struct ctx *c)
{
  struct id id;
  struct person p;
  TRY(path_id(c, &id));
  TRY(person_get(c, id, &p));
  const struct edit_view v = { .title = tr(c, N_("Add an address")), .path = path_of_id(c, "/werk/personen", id, "/adres"), .token_path = "/werk/personen/:id/adres",
    .back = path_of_id(c, "/werk/personen", id, NULL), .back_label = person_name(c, &p), .button = tr(c, N_("Add address")), .rec = &address_record, .note = address_note(c) };
  return edit_page(c, &v);
}

int add_address(struct ctx *c)
{
  struct address a = *form_row(c, address);
  TRY(path_id(c, &a.person));
  TRY(address_add(c, &a, NULL));
  return redirect_done(c, path_of_id(c, "/werk/personen", a.person, NULL), "toegevoegd");
}

int show_address(struct ctx *c)
{
  struct id id;
  struct address a;
  struct person p;
  TRY(path_id(c, &id));
  TRY(address_get(c, id, &a));
  TRY(person_get(c, a.person, &p));
  const struct edit_view v = { .title = tr(c, N_("Address")), .path = path_of_id(c, "/werk/adressen", id, NULL), .token_path = "/werk/adressen/:id",
    .back = path_of_id(c, "/werk/personen", p.id, NULL), .back_label = person_name(c, &p), .button = tr(c, N_("Save")), .rec = &address_record, .row = &a,
    .note = address_note(c), .remove = path_of_id(c, "/werk/adressen", id, "/einde"), .remove_token = "/werk/adressen/:id/einde",
    .remove_label = date_known(a.until) ? NULL : tr(c, N_("Not there any more since today")) };
  return edit_page(c, &v);
}

int change_address(struct ctx *c)
{
  struct address a = *form_row(c, address), stored;
  TRY(path_id(c, &a.id));
  TRY(address_get(c, a.id, &stored));
  TRY(address_change(c, &a));
  return redirect_done(c, path_of_id(c, "/werk/personen", stored.person, NULL), "opgeslagen");
}

int end_address(struct ctx *c)
{
  struct id id;
  struct address stored;
  TRY(path_id(c, &id));
  TRY(address_get(c, id, &stored));
  TRY(address_end(c, id, c->form->version));
  return redirect_done(c, path_of_id(c, "/werk/personen", stored.person, NULL), "beeindigd");
}

/* --- ways to be reached ----------------------------------------------------------------------------- */

static int same_way(struct ctx *c, const void *asked, struct person_list *out)
{
  const struct contact_new *const n = asked;
  struct contact_way w = { .kind = n->kind, .value = n->value };
  return path_id(c, &w.person) == OK ? contact_alike(c, &w, out) : ERR_NOT_FOUND;
}

int show_contact_new(struct ctx *c)
{
  struct id id;
  struct person p;
  TRY(path_id(c, &id));
  TRY(person_get(c, id, &p));
  struct edit_view v = { .title = tr(c, N_("Add a way to be reached")), .path = path_of_id(c, "/werk/personen", id, "/bereik"), .token_path = "/werk/personen/:id/bereik",
    .back = path_of_id(c, "/werk/personen", id, NULL), .back_label = person_name(c, &p), .button = tr(c, N_("Add")), .rec = &contact_new_record,
    .note = tr(c, N_("Ask first who else reads or hears it. An unknown number or a message on a screen can put somebody in danger.")) };
  v.but = came_back(c, &contact_new_record, "value") ? NULL : "anyway";
  TRY(alike_lines(c, &contact_new_record, "value", same_way, &v.alike));
  return edit_page(c, &v);
}

int add_contact(struct ctx *c)
{
  const struct contact_new *const n = form_row(c, contact_new);
  struct contact_way w = { .kind = n->kind, .value = n->value, .safe = n->safe, .hours = n->hours, .voicemail = n->voicemail, .who_answers = n->who_answers, .preferred = n->preferred };
  TRY(path_id(c, &w.person));
  TRY(contact_add(c, &w, n->anyway == YES, NULL));
  return redirect_done(c, path_of_id(c, "/werk/personen", w.person, NULL), "toegevoegd");
}

int show_contact(struct ctx *c)
{
  struct id id;
  struct contact_way w;
  struct person p;
  TRY(path_id(c, &id));
  TRY(contact_get(c, id, &w));
  TRY(person_get(c, w.person, &p));
  const struct edit_view v = { .title = tr(c, N_("Way to be reached")), .path = path_of_id(c, "/werk/bereik", id, NULL), .token_path = "/werk/bereik/:id",
    .back = path_of_id(c, "/werk/personen", p.id, NULL), .back_label = person_name(c, &p), .button = tr(c, N_("Save")), .rec = &contact_way_record, .row = &w,
    .remove = path_of_id(c, "/werk/bereik", id, "/einde"), .remove_token = "/werk/bereik/:id/einde",
    .remove_label = date_known(w.until) ? NULL : tr(c, N_("Not used any more since today")) };
  return edit_page(c, &v);
}

int change_contact(struct ctx *c)
{
  struct contact_way w = *form_row(c, contact_way), stored;
  TRY(path_id(c, &w.id));
  TRY(contact_get(c, w.id, &stored));
  TRY(contact_change(c, &w));
  return redirect_done(c, path_of_id(c, "/werk/personen", stored.person, NULL), "opgeslagen");
}

int end_contact(struct ctx *c)
{
  struct id id;
  struct contact_way stored;
  TRY(path_id(c, &id));
  TRY(contact_get(c, id, &stored));
  TRY(contact_end(c, id, c->form->version));
  return redirect_done(c, path_of_id(c, "/werk/personen", stored.person, NULL), "beeindigd");
}
