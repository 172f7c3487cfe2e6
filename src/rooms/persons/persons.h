/* Persons: who they are, where they live and how they can be reached. All of it is sealed with the key of the person, and found
 * only by whoever is involved in that person. Nothing here says in which household somebody lives: households.h.
 * The danger that rules this room: the person who used violence never learns where the other lives, or that she is there. */
#ifndef PERSONS_H
#define PERSONS_H
#include "db.h"

#define PERSON_GENDERS(X) \
  X(PERSON_GENDER_UNKNOWN, NULL, N_("Unknown")) \
  X(PERSON_WOMAN, "woman", N_("Woman")) \
  X(PERSON_MAN,   "man",   N_("Man")) \
  X(PERSON_OTHER, "other", N_("Other, or would rather not say"))
DECLARE_CHOICES(person_gender, PERSON_GENDERS)

struct person {
  struct id id;
  int32_t version;
  struct id compartment;               /* their own: kind person or child */
  const char *given_names, *called;    /* called: the name one uses */
  const char *prefix, *surname;        /* "van der", "Voorbeeld" */
  struct date birth;
  enum person_gender gender;
  const char *languages;               /* ISO 639-1, spaces between */
  enum yes_no deceased;
  const char *address_as;              /* how to address them, what to mind */
};
DECLARE_RECORD(person);

#define ADDRESS_KINDS(X) \
  X(ADDRESS_UNKNOWN, NULL,      N_("Unknown")) \
  X(ADDRESS_HOME,    "home",    N_("Home address")) \
  X(ADDRESS_STAY,    "stay",    N_("Stays there for now")) \
  X(ADDRESS_SHELTER, "shelter", N_("Shelter")) \
  X(ADDRESS_WORK,    "work",    N_("Work or school")) \
  X(ADDRESS_POST,    "post",    N_("Post only"))
DECLARE_CHOICES(address_kind, ADDRESS_KINDS)

struct address {
  struct id id;
  int32_t version;
  struct id compartment;
  struct id person;
  enum address_kind kind;
  const char *street, *number, *postal_code, *town;
  const char *municipality;            /* slug */
  enum yes_no secret;                  /* nobody outside this side may know it, also not by a letter or a slip of the tongue */
  struct date since, until;            /* until: not there any more */
  const char *note;
};
DECLARE_RECORD(address);

#define CONTACT_KINDS(X) \
  X(CONTACT_UNKNOWN, NULL,    N_("Unknown")) \
  X(CONTACT_PHONE,   "phone", N_("Phone")) \
  X(CONTACT_MAIL,    "mail",  N_("Mail")) \
  X(CONTACT_OTHER,   "other", N_("Other"))
DECLARE_CHOICES(contact_kind, CONTACT_KINDS)

struct contact_way {
  struct id id;
  int32_t version;
  struct id compartment;
  struct id person;
  enum contact_kind kind;
  const char *value;                   /* number, mail address, or in words */
  enum yes_no safe;                    /* safe to use: nobody else reads or hears it */
  const char *hours;                   /* when */
  enum yes_no voicemail;               /* may a message be left */
  const char *who_answers;             /* who else may pick up, and what may be said then */
  enum yes_no preferred;
  struct date until;                   /* not used any more */
};
DECLARE_RECORD(contact_way);

/* A new person in a compartment of their own (`child`: kind child). Nobody is involved in it yet: households.h sees to that.
 * `p` gives the fields; id and compartment are made. ERR_INVALID: without any name. */
MUST_USE int person_make(struct ctx *c, const struct person *p, bool child, struct person *out);
/* ERR_NOT_FOUND: not there, or not the actor's to see: the same words. */
MUST_USE int person_get(struct ctx *c, struct id id, struct person *out);
/* ERR_CONFLICT: somebody changed it since `p->version`: nothing is overwritten. Compartments stay as they are. */
MUST_USE int person_change(struct ctx *c, const struct person *p);

/* Adds to a person that the actor may open. `a->person` says whose; the compartment is the person's. */
MUST_USE int address_add(struct ctx *c, const struct address *a, struct id *out);
MUST_USE int address_get(struct ctx *c, struct id id, struct address *out);
MUST_USE int address_change(struct ctx *c, const struct address *a);
/* Not there any more since today. ERR_CONFLICT as above. */
MUST_USE int address_end(struct ctx *c, struct id address, int32_t version);
/* Those of a person, those that ended last. */
MUST_USE int addresses_of(struct ctx *c, struct id person, struct address_list *out);
/* Where somebody lives or stays today: a stay for now before a home. */
MUST_USE int lives_now(struct ctx *c, struct id person, struct address_list *out);
/* Whether it must be kept from everybody else: said so, or nobody said that it need not. */
static inline bool address_secret(const struct address *a) { return a->secret != NO; }

/* As it is asked for a new one. */
struct contact_new {
  enum contact_kind kind;
  const char *value;
  enum yes_no safe;
  const char *hours;
  enum yes_no voicemail;
  const char *who_answers;
  enum yes_no preferred, anyway;
};
DECLARE_RECORD(contact_new);
/* Likewise. ERR_INVALID on `value`: no phone number or mail address; or, unless `anyway`, somebody else that the actor may see
 * has it too (contact_alike tells who). Nobody learns of persons that they may not see. */
MUST_USE int contact_add(struct ctx *c, const struct contact_way *w, bool anyway, struct id *out);
MUST_USE int contact_get(struct ctx *c, struct id id, struct contact_way *out);
MUST_USE int contact_change(struct ctx *c, const struct contact_way *w);
MUST_USE int contact_end(struct ctx *c, struct id contact, int32_t version);
MUST_USE int contacts_of(struct ctx *c, struct id person, struct contact_way_list *out);
/* Of everybody whose file lies there, in no order that means anything. */
MUST_USE int contacts_in_compartment(struct ctx *c, struct id compartment, struct contact_way_list *out);

/* What somebody is looked for by: surname and birth date together, or a phone number, or a mail address. */
struct person_search { const char *surname; struct date birth; const char *phone, *mail; };
DECLARE_RECORD(person_search);
/* Persons that the actor may see and that match exactly (case and accents do not count). ERR_INVALID: nothing to look for;
 * ERR_OFTEN: too often in the last hour. None found and none to be seen are one answer. */
MUST_USE int person_find(struct ctx *c, const struct person_search *by, struct person_list *out);
/* Persons that the actor may see with this surname and birth date (none if one of them is not known); with this way to be
 * reached, other than its own person. */
MUST_USE int person_alike(struct ctx *c, const struct person *p, struct person_list *out);
MUST_USE int contact_alike(struct ctx *c, const struct contact_way *w, struct person_list *out);

/* "Noor (Eleonora) van der Voorbeeld", as far as it is known; "Without a name" translated. In c->arena. */
const char *person_name(struct ctx *c, const struct person *p);

extern const struct query *const person_queries[];
#endif
