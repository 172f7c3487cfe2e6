/* Conditions of rules: what is asked of a person's profile and of an offer, in words that a policy adviser can read.
 *
 *   offer.formats has joint and (person.coercive_control is yes or person.violence has stalking)
 *
 *   X is KEY                     a choice                        person.gender is f
 *   X has KEY                    a set has one of these keys     offer.access has home_ban after_home_ban
 *   X within KEY KEY …           a set is stated, not empty, and has nothing else
 *   X below N, X above N         a number; N may be a number of the other side: person.age below offer.age_from
 *   person.X shares offer.Y      two sets or lists of words have something in common
 *   offer.X stated               the offer says something about it
 *   offer.FACT, person.FACT      what `define` of the rules calls so, or one of the built-in facts of offers
 *   and, or, not, ( )
 *
 * What an offer does not state is no limit: tests on it are false. What is not known of a person makes a test unknown, by
 * Kleene's logic: a condition is unknown only if it could still turn out either way. */
#ifndef CONDITIONS_H
#define CONDITIONS_H
#include "profile.h"

enum { CONDITION_NODES = 2048, CONDITION_ATOMS = 512, DEFINITIONS_MOST = 32, NO_NODE = -1 };

enum atom_kind { PERSON_IS, PERSON_HAS, PERSON_WITHIN, PERSON_BELOW, PERSON_ABOVE, OFFER_IS, OFFER_HAS, OFFER_WITHIN, OFFER_BELOW, OFFER_ABOVE, OFFER_STATED, OFFER_FACT,
                 BELOW_OFFER, ABOVE_OFFER, SHARES_OFFER };
struct atom {
  enum atom_kind kind;
  const struct field *person, *offer;            /* NULL: it does not ask that side */
  uint64_t keys;                                 /* of …_IS, …_HAS, …_WITHIN: a bit a choice */
  int32_t number;                                /* of …_BELOW, …_ABOVE; OFFER_FACT: which */
};
enum node_kind { NODE_ATOM, NODE_AND, NODE_OR, NODE_NOT };
struct node { enum node_kind kind; int16_t a, b; };        /* NODE_ATOM: a is its number; else nodes */

/* All conditions of a set of rules. Atoms that are asked twice stand once. */
struct conditions {
  struct node *nodes; int node_count;
  struct atom *atoms; int atom_count;
  struct { const char *name; int root; } definitions[DEFINITIONS_MOST];
  int definition_count;
};

/* Arrays live in `a`. */
void conditions_init(struct conditions *s, struct arena *a);
/* Parses one. ERR_INVALID: the message says what is not understood; c->error.field is the word where it stands, in c->arena. */
MUST_USE int condition_parse(struct ctx *c, struct conditions *s, const char *text, int *root);
/* Gives a condition a name: "offer.immediate". Likewise. */
MUST_USE int condition_define(struct ctx *c, struct conditions *s, const char *name, const char *text);

/* Whether the condition asks the person anything; whether it asks what whoever looks along must not learn (profile_is_inside). */
bool condition_asks_person(const struct conditions *s, int root);
bool condition_asks_inside(const struct conditions *s, int root);
/* The fact that the offer must not state, where that is all there is to the condition ("not offer.costs stated"); else NULL. */
const struct field *condition_fact_missing(const struct conditions *s, int root);

/* --- truth ----------------------------------------------------------------------------------------------- */

enum truth { IS_FALSE, IS_TRUE, IS_UNKNOWN };
/* Of an atom that asks only the person. */
enum truth atom_of_person(const struct atom *at, const struct profile *p);
/* Of an atom that asks only the offer. */
bool atom_of_offer(const struct atom *at, const struct offer *o, struct date today);
/* Of an atom that asks both. */
enum truth atom_of_both(const struct atom *at, const struct profile *p, const struct offer *o);

/* In the reader's words: 'Form: "Together with partner or family"'. Appends. */
void condition_in_words(struct ctx *c, const struct conditions *s, int root, struct buf *b);
#endif
