/* Surveys: one questionnaire sent to many, by a personal link, until a day. How many answered is known at once; what they answered is
 * counted, question by question.
 *
 * An anonymous survey keeps no answer of anybody. What is filled in lies sealed, and what was sent waits, sealed, until the survey closes. Then
 * all of it is counted in one go and destroyed, of teams of five or more apart, and only if at least five answered in all. Open answers stand by
 * themselves, in no order. So nobody, the administrator of the database included, finds out who said what.
 * A named survey keeps each answer with the team that gave it.
 * Source: DOMAIN 4.6 (response rate, results per team, small numbers); Bouwstenen plegeraanbod 2021 (self-scan). */
#ifndef SURVEYS_H
#define SURVEYS_H
#include "answers.h"
#include "jobs.h"
#include "questionnaires.h"

struct survey {
  struct id id;
  int32_t version;
  const char *region;                  /* slug */
  struct id questionnaire;
  const char *name;                    /* of the questionnaire */
  const char *title, *intro;           /* intro NULL: the questionnaire's description only */
  enum yes_no anonymous;
  enum yes_no shared;                  /* YES: other regions may lay their results beside the totals */
  struct date until;                   /* the last day on which can be answered */
  struct instant sent;                 /* unknown: a draft */
  struct instant ended;                /* somebody closed it before its last day: nobody answers any more */
  struct instant closed;               /* what waited is counted */
  struct date reminding;               /* the last day on which somebody asked to remind who did not answer */
  struct id compartment;               /* seals what is being filled in; erased at closing */
  struct id made_by;                   /* account */
};
DECLARE_RECORD(survey);

struct survey_form { struct survey survey; const char *questionnaire_name; };
DECLARE_RECORD(survey_form);

struct survey_invitation {
  struct id id;
  int32_t version;
  struct id survey;
  const char *team;                    /* or organisation, or whatever results are told apart by; NULL: none */
  const char *mail;                    /* NULL: its link is handed over by hand */
  const char *offer;                   /* slug: what the answers are about; NULL: no offer */
  struct date asked, reminded;
  struct num reminders;
  enum yes_no begun;                   /* something was kept: its link is not shown any more to who leads the survey */
  enum yes_no answered;                /* not when: that would tell which answer */
};
DECLARE_RECORD(survey_invitation);

/* What is being filled in by a link, or was sent and waits to be counted. */
struct survey_draft {
  struct id id;
  int32_t version;
  struct id compartment;
  struct id invitation;
  const char *team;                    /* the invitation's: with whose answers it is counted */
  enum yes_no sent;
  const char *answers;                 /* QuestionnaireResponse; as long for everybody as the questions allow (survey_answer.c) */
};
DECLARE_RECORD(survey_draft);
extern const struct record survey_draft_head_record;       /* the same rows without the answers */

/* How many were invited and answered, of a team or of all (team NULL), kept while they are invited and answer. */
struct survey_rate { struct id id; int32_t version; struct id survey; const char *team; struct num invited, answered; };
DECLARE_RECORD(survey_rate);

/* Of a named survey. */
struct survey_response {
  struct id id;
  int32_t version;
  struct id survey, invitation;
  const char *team, *offer;
  struct date day;
  const char *answers;                 /* QuestionnaireResponse */
};
DECLARE_RECORD(survey_response);

/* How often each answer was given by a team, or by all (team NULL), kept while answers come in (tally.h). */
struct survey_tally { struct id id; int32_t version; struct id survey; const char *team; struct num answered; const char *counts; };
DECLARE_RECORD(survey_tally);

/* An open answer; of an anonymous survey without a team. */
struct survey_text { struct id id; int32_t version; struct id survey; const char *item, *team, *text; };
DECLARE_RECORD(survey_text);

enum { SURVEY_DAYS_MOST = 120, INVITATIONS_MOST = 12000, INVITATIONS_SHOWN = 300, TEAM_MOST = 80, ANSWERS_BYTES = 1 << 17,
  REMIND_AFTER_DAYS = 7, REMIND_BEFORE_DAYS = 2, REMINDERS_MOST = 3, TEXTS_SHOWN = 200 };

static inline bool survey_is_open(const struct survey *s, struct date day) 
{
  return instant_known(s->sent) && !instant_known(s->ended) && !instant_known(s->closed) && !date_before(s->until, day);
}

/* --- for who leads it ----------------------------------------------------------------------------------------------------- */

/* A draft. ERR_INVALID on its field. */
MUST_USE int survey_add(struct ctx *c, const struct survey_form *f, struct id *out);
/* A draft: all of it; one that was sent: title, last day, whether others may compare. ERR_NOT_FOUND, ERR_CONFLICT. */
MUST_USE int survey_change(struct ctx *c, const struct survey_form *f);
MUST_USE int survey_get(struct ctx *c, struct id id, struct survey *out);      /* ERR_NOT_FOUND: of another region */
MUST_USE int surveys_of_region(struct ctx *c, struct survey_list *out);        /* open ones first, then the newest */
/* Opens it; the messages go soon (surveys_run). ERR_INVALID: nobody is invited, or its last day is past. */
MUST_USE int survey_send(struct ctx *c, struct id id);
/* Nobody answers any more; what waits is counted soon (surveys_run). ERR_INVALID: it is not open. */
MUST_USE int survey_end(struct ctx *c, struct id id);
MUST_USE int survey_drop(struct ctx *c, struct id id);                         /* ERR_INVALID: it was sent */

struct invite_form { const char *lines; };     /* "mail; team" a line; no mail: "; team", for a link that is handed over */
DECLARE_RECORD(invite_form);
/* All of them, or none: ERR_INVALID on "lines" names the first that is wrong. Who has the same mail and team already is left out;
 * `added`: how many are new. Of a survey that is open the messages go at once. */
MUST_USE int survey_invite(struct ctx *c, struct id survey, const char *lines, size_t *added);
/* One for each offer of the region that is asked at a mail address, for questionnaires about an offer. */
MUST_USE int survey_invite_offers(struct ctx *c, struct id survey, size_t *added);
MUST_USE int survey_uninvite(struct ctx *c, struct id survey, struct id invitation);      /* ERR_INVALID: it was sent */
/* The first INVITATIONS_SHOWN, by team, then mail. */
MUST_USE int survey_invitations(struct ctx *c, struct id survey, struct survey_invitation_list *out);
/* The link of one: good as long as the survey is open. In c->arena. */
MUST_USE int survey_link(struct ctx *c, struct id invitation, const char **out);
/* Who did not answer, and was not reminded today nor REMINDERS_MOST times, is reminded soon. ERR_INVALID: that was asked today already, or it
 * is not open. */
MUST_USE int survey_remind(struct ctx *c, struct id survey);

/* Of each team, by name. */
MUST_USE int survey_rates(struct ctx *c, struct id survey, struct survey_rate_list *out);
/* Of all: noughts while nobody is invited. */
MUST_USE int survey_rate_of_all(struct ctx *c, struct id survey, struct survey_rate *out);

/* Asks for surveys_run at once: somebody waits for it. */
extern const struct job_kind survey_job;
MUST_USE int surveys_run_soon(struct ctx *c, struct id survey);
/* What is due, a little at a time: messages to who is new, reminders after a week and before the last day, closing after it. */
MUST_USE int surveys_run(struct ctx *c, bool *more);

#define OFFER_QUESTIONNAIRE "offer-quality"    /* its answers go to the offer they are about */

/* --- for who answers, by the link --------------------------------------------------------------------------------------------- */

#define SURVEY_PAGE "/vragenlijst"             /* the link hangs behind it */

struct survey_visit {
  struct survey survey;
  struct survey_invitation invitation;
  struct definition definition;
  struct answers answers;                      /* as they were kept; shown is set */
  struct id draft;                             /* ID_NONE: nothing was kept yet */
  int32_t version;                             /* of that */
  bool open;
};
/* Reads; changes nothing. c->scope.region becomes the survey's. ERR_NOT_FOUND: none of ours. */
MUST_USE int survey_visit(struct ctx *c, const char *link, struct survey_visit *out);
/* Keeps v->answers, in the transaction that read them. ERR_INVALID: it is closed, or was sent. */
MUST_USE int survey_keep(struct ctx *c, struct survey_visit *v);
/* Keeps and sends them. ERR_INVALID on the first question that needs an answer. */
MUST_USE int survey_answer(struct ctx *c, struct survey_visit *v);

/* The invitation of a link. ERR_NOT_FOUND: none of ours. */
MUST_USE int survey_link_read(struct ctx *c, const char *link, struct id *out);

/* --- counting, for the room only ------------------------------------------------------------------------------------------------- */

enum { TOGETHER_LEAST = 5 };                   /* of fewer nothing is counted apart */
/* What is being filled in is gone, in backups too. */
MUST_USE int survey_erase_drafts(struct ctx *c, const struct survey *s);
/* Counts all that waits of an anonymous survey, at closing. Fewer than TOGETHER_LEAST in all stay unread. */
MUST_USE int survey_count_waiting(struct ctx *c, const struct survey *s);
/* Counts one answer at once, and keeps it: of a named survey. */
MUST_USE int survey_count_named(struct ctx *c, const struct survey_visit *v);

/* --- what is stored ---------------------------------------------------------------------------------------------------------------- */

MUST_USE int surveys_in(struct ctx *c, const char *region, struct survey_list *out);
MUST_USE int surveys_open(struct ctx *c, struct survey_list *out);             /* of every region */
/* Closed ones of that questionnaire: the own region's, and others' that are shared. */
MUST_USE int surveys_comparable(struct ctx *c, const char *name, struct survey_list *out);
MUST_USE int survey_invited(struct ctx *c, struct id survey, size_t most, struct survey_invitation_list *out);
/* Some of those with an address: who was not asked yet; who did not answer, and to whom nobody wrote since `first` (never reminded) or `again`. */
MUST_USE int invitations_to_ask(struct ctx *c, struct id survey, struct survey_invitation_list *out);
MUST_USE int invitations_to_remind(struct ctx *c, struct id survey, struct date first, struct date again, struct survey_invitation_list *out);
MUST_USE int draft_of(struct ctx *c, struct id invitation, struct survey_draft *out);
/* Without what they say. */
MUST_USE int drafts_waiting(struct ctx *c, struct id compartment, struct survey_draft_list *out);
MUST_USE int rate_of_team(struct ctx *c, struct id survey, const char *team, struct survey_rate *out);      /* NULL: of all. ERR_NOT_FOUND */
MUST_USE int rates_of(struct ctx *c, struct id survey, struct survey_rate_list *out);
/* Adds to what is kept of a team and of all; in a transaction. */
MUST_USE int rate_add(struct ctx *c, struct id survey, const char *team, int32_t invited, int32_t answered);
MUST_USE int tallies_of(struct ctx *c, struct id survey, struct survey_tally_list *out);
MUST_USE int tally_of_team(struct ctx *c, struct id survey, const char *team, struct survey_tally *out);      /* NULL: of all */
MUST_USE int responses_of(struct ctx *c, struct id survey, struct survey_response_list *out);
/* From behind one on, at most TEXTS_SHOWN + 1. */
MUST_USE int texts_of(struct ctx *c, struct id survey, const char *item, struct id after, struct survey_text_list *out);
extern const struct query *const survey_queries[];
extern const struct message_template survey_message, survey_reminder;
#endif
