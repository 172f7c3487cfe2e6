#include "persons_api.h"
#include "json.h"
#include "persons_web.h"
#include "text.h"

static const struct field page_fields[] = {
  F_TEXT(api_page, after, OPTIONAL, N_("Where the page begins"), .max = 100, .help = N_("As `next` of the page before says it.")),
};
const struct record api_page_record = PART(api_page, page_fields);

/* --- writing ------------------------------------------------------------------------------------------ */

static int answer(struct ctx *c, int status) { return respond(c, status, "application/json; charset=utf-8"); }

/* A list of rows as they are stored. */
static void put_rows(struct json *j, const char *name, const struct record *rec, struct list rows)
{
  json_begin(j, name, '[');
  for (size_t i = 0; i < rows.count; i++) {
    json_item(j);
    json_stored_(rec, list_row(rec, rows, i), j->b);
  }
  json_close(j);
}
#define PUT_ROWS(j, name, T, rows) put_rows((j), (name), &T##_record, (struct list){ ROW_OF_T_(T, (rows).at), (rows).count })
#define ROW_OF_T_(T, at) _Generic((at), struct T *: (at))

/* --- households --------------------------------------------------------------------------------------- */

int api_households(struct ctx *c)
{
  struct household_list list;
  const char *next;
  struct json j = { .b = &c->out };
  TRY(query_good(c));
  TRY(households_mine(c, form_row(c, api_page)->after, &list, &next));
  json_open(&j, '{');
  PUT_ROWS(&j, "households", household, list);
  json_key(&j, "next");
  json_text(j.b, next ? JOIN(&c->arena, API_PATH "/households?after=", next) : NULL);
  json_close(&j);
  return answer(c, 200);
}

int api_household(struct ctx *c)
{
  struct id id;
  struct household_file f;
  struct json j = { .b = &c->out };
  TRY(path_id(c, &id));
  TRY(household_file(c, id, &f));
  json_open(&j, '{');
  json_id(&j, "id", f.household.id);
  json_key(&j, "shared");
  if (id_known(f.household.compartment)) json_stored(household, &f.household, j.b);
  else put(j.b, "null");
  PUT_ROWS(&j, "members", household_member, f.members);
  PUT_ROWS(&j, "sides", household_side, f.sides);
  PUT_ROWS(&j, "memberships", membership, f.memberships);
  PUT_ROWS(&j, "persons", person, f.persons);
  json_close(&j);
  return answer(c, 200);
}

/* --- persons ------------------------------------------------------------------------------------------ */

int api_person(struct ctx *c)
{
  struct id id;
  struct person p;
  struct address_list addresses;
  struct contact_way_list contacts;
  struct json j = { .b = &c->out };
  TRY(path_id(c, &id));
  TRY(person_get(c, id, &p));
  TRY(addresses_of(c, id, &addresses));
  TRY(contacts_of(c, id, &contacts));
  json_open(&j, '{');
  json_key(&j, "person");
  json_stored(person, &p, j.b);
  PUT_ROWS(&j, "addresses", address, addresses);
  PUT_ROWS(&j, "contacts", contact_way, contacts);
  json_close(&j);
  return answer(c, 200);
}

int api_find(struct ctx *c)
{
  struct person_search by = { 0 };
  struct person_list found;
  struct json j = { .b = &c->out };
  TRY(posted_row(c, person_search, &by));
  TRY(person_find(c, &by, &found));
  json_open(&j, '{');
  PUT_ROWS(&j, "persons", person, found);
  json_close(&j);
  return answer(c, 200);
}

/* --- ways to be reached ------------------------------------------------------------------------------- */

static int contact_answer(struct ctx *c, struct id id, int status)
{
  struct contact_way stored;
  TRY(contact_get(c, id, &stored));
  json_stored(contact_way, &stored, &c->out);
  return answer(c, status);
}

int api_add_contact(struct ctx *c)
{
  struct contact_new n = { 0 };
  struct person whose;
  struct id id;
  TRY(path_id(c, &id));
  TRY(person_get(c, id, &whose));                            /* what is not theirs to see says nothing about what was sent */
  TRY(posted_row(c, contact_new, &n));
  const struct contact_way w = { .person = id, .kind = n.kind, .value = n.value, .safe = n.safe, .hours = n.hours, .voicemail = n.voicemail,
    .who_answers = n.who_answers, .preferred = n.preferred };
  TRY(contact_add(c, &w, n.anyway == YES, &id));
  return contact_answer(c, id, 201);
}

int api_change_contact(struct ctx *c)
{
  struct contact_way w;
  struct id id;
  TRY(path_id(c, &id));
  TRY(contact_get(c, id, &w));
  TRY(posted_change(c, contact_way, &w));
  TRY(contact_change(c, &w));
  return contact_answer(c, id, 200);
}
