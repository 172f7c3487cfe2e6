#include "persons.h"
#include "addresses.h"
#include "places.h"
#include "seal.h"
#include "text.h"

DEFINE_CHOICES(person_gender, PERSON_GENDERS)
DEFINE_CHOICES(address_kind, ADDRESS_KINDS)
DEFINE_CHOICES(contact_kind, CONTACT_KINDS)

enum { NAME_MOST = 100, LINE_MOST = 200, NOTE_MOST = 2000 };

/* --- declarations ----------------------------------------------------------------------------------- */

static const char *check_postal_code(struct ctx *c, const char *text)
{
  size_t n = 0;
  (void)c;
  for (; text[n] >= '0' && text[n] <= '9'; n++) ;
  const char *letters = text + n + strspn(text + n, " ");
  const bool dutch = n == 4 && letters[0] && letters[1] && !letters[2] && ((letters[0] | 32) >= 'a' && (letters[0] | 32) <= 'z') && ((letters[1] | 32) >= 'a' && (letters[1] | 32) <= 'z');
  return dutch || !n || n > 4 || !letters[0] ? NULL : N_("Write a postal code as 1234 AB.");
}

static const struct field person_fields[] = {
  F_TEXT(person, given_names, OPTIONAL, N_("Given names"), .max = NAME_MOST),
  F_TEXT(person, called,      OPTIONAL, N_("Name in use"), .max = NAME_MOST),
  F_TEXT(person, prefix,      OPTIONAL, N_("Prefix of the surname"), .max = 60, .help = N_("For example: van der")),
  F_TEXT(person, surname,     OPTIONAL, N_("Surname"), .max = NAME_MOST),
  F_DATE(person, birth,       NOT_IN_FUTURE, N_("Birth date")),
  F_ENUM(person, gender,      OPTIONAL, person_gender, N_("Gender")),
  F_TEXT(person, languages,   OPTIONAL, N_("Languages"), .max = LINE_MOST, .check = check_languages,
    .help = N_("Codes with spaces between, the best one first: nl ar. Dutch is nl, English en, Arabic ar, Turkish tr, Polish pl, Ukrainian uk.")),
  F_ENUM(person, deceased,    OPTIONAL, yes_no, N_("Died")),
  F_TEXT(person, address_as,  LONG, N_("How to address this person"), .max = NOTE_MOST, .help = N_("What to mind in speaking or writing to them: interpreter, large letters, no first names.")),
};

/* One form for all that is equal: "voorbeeld 1980-02-29". */
static const char *name_birth(struct ctx *c, const char *surname, struct date birth)
{
  char iso[DATE_TEXT];
  if (!surname || !*surname || !date_known(birth)) return NULL;
  date_format(birth, iso);
  return JOIN(&c->arena, text_folded(&c->arena, surname), " ", iso);
}
static const char *person_name_birth(struct ctx *c, const void *row) { return name_birth(c, ((const struct person *)row)->surname, ((const struct person *)row)->birth); }
static const struct lookup person_lookup[] = { { "name_birth", person_name_birth } };
static const struct lookups person_lookups = { COUNT(person_lookup), person_lookup };
const struct record person_record = SEALED_RECORD(person, person_fields, .lookups = &person_lookups);

static const struct field address_fields[] = {
  F_REF (address, person,       IN_PROGRAM | CLEAR | REQUIRED, person, N_("Person")),
  F_ENUM(address, kind,         REQUIRED, address_kind, N_("What this address is")),
  F_TEXT(address, street,       OPTIONAL, N_("Street"), .max = NAME_MOST),
  F_TEXT(address, number,       OPTIONAL, N_("House number"), .max = 60),
  F_TEXT(address, postal_code,  OPTIONAL, N_("Postal code"), .max = 60, .check = check_postal_code),
  F_TEXT(address, town,         OPTIONAL, N_("Town"), .max = NAME_MOST),
  F_TEXT(address, municipality, OPTIONAL, N_("Municipality"), .max = NAME_MOST, .check = check_municipalities, .help = N_("The name in small letters with hyphens: eindhoven")),
  F_ENUM(address, secret,       REQUIRED, yes_no, N_("Secret address"), .help = N_("Yes if nobody outside this side may know it. If in doubt: yes.")),
  F_DATE(address, since,        OPTIONAL, N_("Since")),
  F_DATE(address, until,        OPTIONAL, N_("Until")),
  F_TEXT(address, note,         LONG, N_("Note"), .max = NOTE_MOST),
};
const struct record address_record = SEALED_RECORD(address, address_fields);

#define SAFE_HELP N_("Yes only if this person said that nobody else reads or hears it.")
/* What is asked of a new one and of one that is there. */
#define CONTACT_FIELDS_(T) \
  F_ENUM(T, kind,        REQUIRED, contact_kind, N_("Way to be reached")), \
  F_TEXT(T, value,       REQUIRED, N_("Number or address"), .max = LINE_MOST), \
  F_ENUM(T, safe,        OPTIONAL, yes_no, N_("Safe to use"), .help = SAFE_HELP), \
  F_TEXT(T, hours,       OPTIONAL, N_("When"), .max = LINE_MOST), \
  F_ENUM(T, voicemail,   OPTIONAL, yes_no, N_("May a message be left")), \
  F_TEXT(T, who_answers, OPTIONAL, N_("Who else may pick up, and what to say then"), .max = LINE_MOST), \
  F_ENUM(T, preferred,   OPTIONAL, yes_no, N_("Likes this best"))

static const struct field contact_fields[] = {
  F_REF (contact_way, person, IN_PROGRAM | CLEAR | REQUIRED, person, N_("Person")),
  CONTACT_FIELDS_(contact_way),
  F_DATE(contact_way, until,  OPTIONAL, N_("Until")),
};
static const struct field contact_new_fields[] = {
  CONTACT_FIELDS_(contact_new),
  F_ENUM(contact_new, anyway, OPTIONAL, yes_no, N_("Add also if somebody else has it"), .help = N_("Only asked for somebody whose file you may see.")),
};
const struct record contact_new_record = PART(contact_new, contact_new_fields);
static const char *contact_phone(struct ctx *c, const void *row)
{
  const struct contact_way *const w = row;
  return w->kind == CONTACT_PHONE && w->value ? phone_normal(&c->arena, w->value) : NULL;
}
static const char *contact_mail(struct ctx *c, const void *row)
{
  const struct contact_way *const w = row;
  return w->kind == CONTACT_MAIL && w->value ? text_folded(&c->arena, w->value) : NULL;
}
static const struct lookup contact_lookup[] = { { "phone", contact_phone }, { "mail", contact_mail } };
static const struct lookups contact_lookups = { COUNT(contact_lookup), contact_lookup };
const struct record contact_way_record = SEALED_RECORD(contact_way, contact_fields, .lookups = &contact_lookups);

static const struct field search_fields[] = {
  F_TEXT(person_search, surname, OPTIONAL, N_("Surname"), .max = NAME_MOST, .help = N_("Without the prefix, and together with the birth date.")),
  F_DATE(person_search, birth,   NOT_IN_FUTURE, N_("Birth date")),
  F_TEXT(person_search, phone,   OPTIONAL, N_("Phone"), .max = LINE_MOST),
  F_TEXT(person_search, mail,    OPTIONAL, N_("Mail"), .max = LINE_MOST),
};
const struct record person_search_record = PART(person_search, search_fields);

#define NO_PHONE N_("This is not a phone number: write 06 12345678, or +32 and so on for another country.")

/* --- one form for all that is equal --------------------------------------------------------------- */

static bool is_mail(const char *s)
{
  const char *const at = strchr(s, '@');
  return at && at > s && at[1] && !strchr(at + 1, '@') && strchr(at + 1, '.') && !strchr(s, ' ');
}

const char *person_name(struct ctx *c, const struct person *p)
{
  const char *const first = p->called && *p->called ? p->called : p->given_names ? p->given_names : "", *const last = p->surname ? p->surname : "";
  const char *const prefix = *last && p->prefix ? p->prefix : "";
  if (!*first && !*last) return tr(c, N_("Without a name"));
  return JOIN(&c->arena, first, *first && *last ? " " : "", prefix, *prefix ? " " : "", last);
}

/* --- persons ------------------------------------------------------------------------------------------ */

static int check_person(struct ctx *c, const struct person *p)
{
  if (text_known(p->given_names) || text_known(p->called) || text_known(p->surname)) return OK;
  return fail(c, ERR_INVALID, "called", N_("Write at least one name; an invented one will do."));
}

int person_make(struct ctx *c, const struct person *p, bool child, struct person *out)
{
  struct person new = *p;
  TRY(check_person(c, p));
  TRY(compartment_make(c, child ? COMPARTMENT_CHILD : COMPARTMENT_PERSON, &new.compartment));
  new.id = ID_NONE;
  TRY(record_insert(c, person, &new, &new.id));
  new.version = 1;
  *out = new;
  return OK;
}

int person_get(struct ctx *c, struct id id, struct person *out) { return record_get(c, person, id, out); }

int person_change(struct ctx *c, const struct person *p)
{
  struct person new = *p;
  TRY(check_person(c, p));
  TRY(record_place(c, person, p->id, &new.compartment));
  return record_update(c, person, &new);
}

/* --- addresses -------------------------------------------------------------------------------------- */

static int check_address(struct ctx *c, const struct address *a)
{
  if (date_known(a->since) && date_known(a->until) && date_before(a->until, a->since)) return fail(c, ERR_INVALID, "until", N_("This date is before the first one."));
  if (text_known(a->street) || text_known(a->town) || text_known(a->postal_code) || text_known(a->note) || text_known(a->municipality)) return OK;
  return fail(c, ERR_INVALID, "street", N_("Write something of the address, or a note."));
}

int address_add(struct ctx *c, const struct address *a, struct id *out)
{
  struct address new = *a;
  TRY(record_place(c, person, a->person, &new.compartment));
  TRY(check_address(c, a));
  new.id = ID_NONE;
  return record_insert(c, address, &new, out);
}

int address_get(struct ctx *c, struct id id, struct address *out) { return record_get(c, address, id, out); }

int address_change(struct ctx *c, const struct address *a)
{
  struct address stored, new = *a;
  TRY(check_address(c, a));
  TRY(address_get(c, a->id, &stored));
  new.compartment = stored.compartment;
  new.person = stored.person;
  return record_update(c, address, &new);
}

int address_end(struct ctx *c, struct id id, int32_t version)
{
  struct address a;
  TRY(address_get(c, id, &a));
  a.version = version;
  a.until = c->today;
  return record_update(c, address, &a);
}

static bool lived_at(const struct address *a, struct date day)
{
  const bool here = a->kind == ADDRESS_HOME || a->kind == ADDRESS_STAY || a->kind == ADDRESS_SHELTER;
  return here && !(date_known(a->since) && date_before(day, a->since)) && !(date_known(a->until) && !date_before(day, a->until));
}

int lives_now(struct ctx *c, struct id person, struct address_list *out)
{
  struct address_list all, now = { .count = 0 };
  TRY(addresses_of(c, person, &all));
  now.at = arena_new(&c->arena, struct address, all.count + 1);
  for (int home = 0; home < 2; home++)
    for (size_t i = 0; i < all.count; i++)
      if (lived_at(&all.at[i], c->today) && (all.at[i].kind == ADDRESS_HOME) == (home == 1)) now.at[now.count++] = all.at[i];
  *out = now;
  return OK;
}

/* --- ways to be reached -------------------------------------------------------------------------- */

static int check_contact(struct ctx *c, const struct contact_way *w)
{
  if (w->kind == CONTACT_PHONE && w->value && !phone_normal(&c->arena, w->value)) return fail(c, ERR_INVALID, "value", NO_PHONE);
  if (w->kind == CONTACT_MAIL && w->value && !is_mail(w->value)) return fail(c, ERR_INVALID, "value", N_("This is not a mail address."));
  return OK;
}

int contact_add(struct ctx *c, const struct contact_way *w, bool anyway, struct id *out)
{
  struct contact_way new = *w;
  struct person_list alike = { 0 };
  TRY(record_place(c, person, w->person, &new.compartment));
  TRY(check_contact(c, w));
  if (!anyway) TRY(contact_alike(c, w, &alike));
  if (alike.count) return fail(c, ERR_INVALID, "value", N_("Somebody else whose file you may see has this too. If that is right, say yes to adding it anyway."));
  new.id = ID_NONE;
  return record_insert(c, contact_way, &new, out);
}

int contact_get(struct ctx *c, struct id id, struct contact_way *out) { return record_get(c, contact_way, id, out); }

int contact_change(struct ctx *c, const struct contact_way *w)
{
  struct contact_way stored, new = *w;
  TRY(check_contact(c, w));
  TRY(contact_get(c, w->id, &stored));
  new.compartment = stored.compartment;
  new.person = stored.person;
  return record_update(c, contact_way, &new);
}

int contact_end(struct ctx *c, struct id id, int32_t version)
{
  struct contact_way w;
  TRY(contact_get(c, id, &w));
  w.version = version;
  w.until = c->today;
  return record_update(c, contact_way, &w);
}

/* --- finding ------------------------------------------------------------------------------------------- */

static bool among(const struct person_list *list, struct id person)
{
  for (size_t i = 0; i < list->count; i++) if (id_same(list->at[i].id, person)) return true;
  return false;
}

/* The persons of these ways, each once, without `but`. `out` has room for all. */
static int add_persons_of(struct ctx *c, const struct contact_way_list *ways, struct id but, struct person_list *out)
{
  for (size_t i = 0; i < ways->count; i++) {
    const struct id whose = ways->at[i].person;
    if (id_same(whose, but) || among(out, whose)) continue;
    TRY(person_get(c, whose, &out->at[out->count]));
    out->count++;
  }
  return OK;
}

static int find_by_way(struct ctx *c, const char *kind, const char *value, struct id but, struct person_list *out)
{
  struct contact_way_list ways;
  struct person_list found = { 0 };
  TRY(record_find(c, contact_way, &ways, kind, value));
  found.at = arena_new(&c->arena, struct person, ways.count + 1);
  TRY(add_persons_of(c, &ways, but, &found));
  *out = found;
  return OK;
}

int person_find(struct ctx *c, const struct person_search *by, struct person_list *out)
{
  const char *const name = name_birth(c, by->surname, by->birth);
  if (name) return record_find(c, person, out, "name_birth", name);
  if (text_known(by->surname)) return fail(c, ERR_INVALID, "birth", N_("Write the birth date as well: a surname alone finds too much."));
  if (text_known(by->phone)) {
    const char *const phone = phone_normal(&c->arena, by->phone);
    if (!phone) return fail(c, ERR_INVALID, "phone", NO_PHONE);
    return find_by_way(c, "phone", phone, ID_NONE, out);
  }
  if (text_known(by->mail)) return find_by_way(c, "mail", text_folded(&c->arena, by->mail), ID_NONE, out);
  return fail(c, ERR_INVALID, "surname", N_("Write a surname with a birth date, a phone number, or a mail address."));
}

int person_alike(struct ctx *c, const struct person *p, struct person_list *out)
{
  const char *const name = person_name_birth(c, p);
  *out = (struct person_list){ 0 };
  return name ? record_find(c, person, out, "name_birth", name) : OK;
}

int contact_alike(struct ctx *c, const struct contact_way *w, struct person_list *out)
{
  const char *const phone = contact_phone(c, w), *const mail = contact_mail(c, w);
  *out = (struct person_list){ 0 };
  if (phone) return find_by_way(c, "phone", phone, w->person, out);
  return mail ? find_by_way(c, "mail", mail, w->person, out) : OK;
}
