/* What goes to the person: the copy, and letters in plain words. */
#include "rights_web.h"
#include "html.h"
#include "journal.h"
#include "organisations.h"
#include "rights_internal.h"

DEFINE_CHOICES(right_letter, RIGHT_LETTERS)

static const struct field letter_fields[] = { F_ENUM(letter_ask, soort, BY_LINK, right_letter, N_("Which letter")) };
const struct record letter_ask_record = PART(letter_ask, letter_fields);

/* --- the copy --------------------------------------------------------------------------------------------------- */

/* Before it is given whoever works on it sees it as a proof. */
static int copy_of_path(struct ctx *c, struct right *r, struct copy *copy, struct rights_copy_list *given)
{
  TRY(right_of_path(c, r));
  if (r->request.kind != RIGHT_COPY || r->clock.state == RIGHT_WITHDRAWN || r->clock.state == RIGHT_REFUSED) return not_there(c);
  TRY(copies_of(c, r->request.id, given));
  return copy_make(c, r, copy);
}

int print_right_copy(struct ctx *c)
{
  struct right r;
  struct copy copy;
  struct rights_copy_list given;
  struct copy_view v = { .r = &r, .copy = &copy };
  TRY(copy_of_path(c, &r, &copy, &given));
  v.given = r.clock.state == RIGHT_GIVEN && given.count;
  v.same = v.given && strcmp(given.at[0].digest, copy.digest) == 0;
  v.given_on = v.given ? arg_date(c, date_at(given.at[0].given.ms)) : NULL;
  TRY(organisation_name(c, r.clock.organisation, &v.organisation));
  journal_later(c, "export", "rights_copy", r.request.id, r.person.compartment, v.given ? "print" : "proof");
  const struct page page = { .title = tr(c, N_("Copy")), .plain = true, .noindex = true };
  page_begin(c, &page);
  view_right_copy(c, &v);
  return page_end(c, &page);
}

/* For programs: only what was given. */
int right_copy_json(struct ctx *c)
{
  struct right r;
  struct copy copy;
  struct rights_copy_list given;
  TRY(copy_of_path(c, &r, &copy, &given));
  if (r.clock.state != RIGHT_GIVEN || !given.count || strcmp(given.at[0].digest, copy.digest) != 0) return not_there(c);
  journal_later(c, "export", "rights_copy", r.request.id, r.person.compartment, "json");
  respond_header(c, "Content-Disposition", "attachment; filename=\"kopie.json\"");
  put(&c->out, copy.json);
  put_char(&c->out, '\n');
  return respond(c, 200, "application/json");
}

/* --- letters ---------------------------------------------------------------------------------------------------------- */

/* Which letters there are of a request as it is now. */
static bool there_is(const struct right *r, enum right_letter kind)
{
  const struct rights_request *const q = &r->request;
  const bool decided = q->outcome != OUTCOME_UNKNOWN;
  switch (kind) {
  case LETTER_RECEIPT:     return true;
  case LETTER_EXTENSION:   return q->extension != NULL;
  case LETTER_COPY:        return q->kind == RIGHT_COPY && r->clock.state == RIGHT_GIVEN;
  case LETTER_REFUSAL:     return q->kind == RIGHT_COPY && q->outcome == OUTCOME_REFUSED;
  case LETTER_OBJECTION:   return q->kind == RIGHT_OBJECTION && decided;
  case LETTER_DESTRUCTION: return q->kind == RIGHT_DESTRUCTION && decided;
  case LETTER_RECTIFY:     return q->kind == RIGHT_RECTIFY && decided;
  default:                 return false;
  }
}

int print_right_letter(struct ctx *c)
{
  const struct letter_ask *const ask = form_row(c, letter_ask);
  struct right r;
  TRY(right_of_path(c, &r));
  if (!there_is(&r, ask->soort)) return not_there(c);
  struct right_letter_view v = { .r = &r, .kind = ask->soort, .to = r.request.asker_name ? r.request.asker_name : person_name(c, &r.person), .due = r.clock.due,
    .granted = r.request.outcome == OUTCOME_GRANTED };
  if (v.kind == LETTER_RECEIPT) v.due = date_plus_months(r.request.received, RIGHT_MONTHS);
  TRY(organisation_name(c, r.clock.organisation, &v.organisation));
  journal_later(c, "export", "rights_request", r.request.id, r.person.compartment, right_letter_key(v.kind));
  const struct page page = { .title = tr(c, N_("Letter")), .plain = true, .noindex = true };
  page_begin(c, &page);
  view_right_letter(c, &v);
  return page_end(c, &page);
}
