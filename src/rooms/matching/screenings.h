/* What was asked about a person, and what was advised then: kept with the person, sealed with their key, found only by whoever is
 * involved in them. Nothing is overwritten: every screening stands, with the rules that gave its advice.
 *
 * Each party has an own side. A screening is read by everybody who works with the person whom it is about, and so:
 *   - What the partner said when alone is not in it. That, and who heard it, is kept with the partner (struct talk_alone): who works
 *     for one of the two only does not learn whether there was such a talk, or whether there is a screening of the other.
 *   - What comes of both together is kept nowhere: it would tell each side of the other's answers. It is decided anew for whoever
 *     works with both.
 *   - What somebody does to protect is written in their own screening. That of the other parent stands with the other parent.
 *   - Who asks is the professional, never the partner.
 * Source: Bouwstenen plegeraanbod 2021, Inleiding (each party safe; talks together only after a talk alone) and 1.2 (the pattern). */
#ifndef SCREENINGS_H
#define SCREENINGS_H
#include "advice.h"
#include "persons.h"

struct screening {
  struct id id;
  int32_t version;
  struct id compartment;               /* the person's */
  struct id person;
  const char *answers;                 /* the profile as JSON, without what the partner said */
  const char *dont_know, *rather_not;  /* names of questions that were answered so, spaces between */
  const char *behaviour, *impact, *protects, *complicating;      /* the pattern in four steps; `protects`: what this person does */
  const char *rules_version, *advice;  /* advice.h */
  struct id by;                        /* account; ID_NONE: at the console */
  struct instant made;
};
DECLARE_RECORD(screening);

/* The partner's word about talks together, kept with the partner. */
struct talk_alone {
  struct id id;
  int32_t version;
  struct id compartment;               /* that of whom was spoken to */
  struct id person;                    /* who was spoken to */
  struct id screening;                 /* of the other */
  const char *spoken_by;
  struct date spoken_on;
  enum yes_no consents;
  struct id by;
  struct instant made;
};
DECLARE_RECORD(talk_alone);

/* As it is asked. It begins with the profile: its questions are those of the profile, without region and asker. */
struct screening_new {
  struct profile profile;
  const char *partner;                 /* id of the person who was spoken to alone */
  const char *spoken_by;
  struct date spoken_on;
  const char *behaviour, *impact, *protects, *complicating;
  const char *dont_know, *rather_not;  /* no fields of the form: what was typed says them */
};
DECLARE_RECORD(screening_new);

/* Decides and keeps it, in the caller's transaction. Region and asker are filled in. What was said about control before, or by the
 * partner, outweighs a no. ERR_INVALID on its field: somebody was spoken to alone, and not who, by whom or when; a wish for talks
 * together without such a talk; a municipality of elsewhere. ERR_NOT_FOUND: no such person, or not to be seen. */
MUST_USE int screening_add(struct ctx *c, const struct matcher *m, struct id person, const struct screening_new *n, struct id *out);
MUST_USE int screening_get(struct ctx *c, struct id id, struct screening *out);
/* Newest first. */
MUST_USE int screenings_of(struct ctx *c, struct id person, struct screening_list *out);
/* Whose word can be kept: who is on another side of one of the person's households, if the actor works with both. */
MUST_USE int partners_of(struct ctx *c, struct id person, struct person_list *out);
/* Those with a person, the newest first; the one that belongs to a screening (ERR_NOT_FOUND: none, or not to be seen). */
MUST_USE int talks_alone_with(struct ctx *c, struct id person, struct talk_alone_list *out);
MUST_USE int talk_alone_of(struct ctx *c, struct id screening, struct talk_alone *out);
/* What stands in another list by the partner's word, under the rules of today (advice.h; NULL: nothing), for whoever may read both.
 * Control that the partner's own screenings tell of outweighs it. */
MUST_USE int talk_opens(struct ctx *c, const struct matcher *m, const struct screening *s, const struct talk_alone *t, const char **out);

/* The answers of a stored one; as they were decided on: control that was written down before outweighs a no. */
MUST_USE int screening_profile(struct ctx *c, const struct screening *s, struct profile *out);
MUST_USE int screening_decided(struct ctx *c, const struct screening *s, struct profile *out);
MUST_USE int screening_decided_among(struct ctx *c, const struct screening_list *list, const struct screening *s, struct profile *out);      /* all of the person */

/* Which there are of a person, and how many of everybody, in every region: nothing of them is opened. */
struct screening_place { struct id id; int32_t version; struct id compartment, person; };
DECLARE_RECORD(screening_place);
MUST_USE int screening_places(struct ctx *c, struct id person, struct screening_place_list *out);
MUST_USE int screenings_count(struct ctx *c, int64_t *out);
/* Which of the next `most` rows behind that id are of a person with several. */
struct screening_several { struct id id; };
DECLARE_RECORD(screening_several);
MUST_USE int screenings_several(struct ctx *c, struct id after, size_t most, struct screening_several_list *out);

/* A question of the profile, or a step of the pattern, and what it was answered with, in the reader's words; NULL: not at all. */
struct answer_change { const char *label, *before, *after; };         /* label: msgid */
struct answer_change_list { struct answer_change *at; size_t count; };
/* What is different; `before` NULL: all that is answered. */
MUST_USE int screening_changes(struct ctx *c, const struct screening *before, const struct screening *after, struct answer_change_list *out);

/* What the newest of a list says, each with the place in the list since where it says so without a break. */
struct standing_answer { const char *label, *text; size_t since; };    /* label: msgid */
struct standing_answer_list { struct standing_answer *at; size_t count; };
MUST_USE int screening_standing(struct ctx *c, const struct screening_list *list, struct standing_answer_list *out);

/* For trying out: plausible screenings of persons that are there, without what people would be asked or told. */
MUST_USE int screening_put(struct ctx *c, const struct matcher *m, struct id compartment, struct id person, const struct profile *p);

extern const struct query *const screening_queries[];
#endif
