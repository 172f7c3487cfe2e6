/* Pages of what is kept with a person: the profile over time, asking anew, what was advised, and setting the exclusion for control
 * aside. Titles say nothing about anybody: they stand in a browser's history. */
#ifndef SCREENINGS_WEB_H
#define SCREENINGS_WEB_H
#include "households.h"
#include "screenings.h"
#include "set_aside.h"
#include "views.h"
#include "web.h"

#define PERSON_PATH "/werk/personen"
#define ADVICE_PATH "/werk/adviezen"
#define SCREEN_PATH PERSON_PATH "/:id/wat-past"
#define ASIDE_PATH  PERSON_PATH "/:id/opzij"

/* Whose pages these are, and what whoever reads may do. */
struct screened { struct id person; const char *name; bool may_write; };

struct offer_told { const char *code, *name, *why, *refer; };         /* name NULL: not in the list any more; why: NULL: nothing to say; refer: path, NULL: does not fit */
struct offer_told_list { struct offer_told *at; size_t count; };
struct advice_list_view { const char *title; struct offer_told_list offers; bool folded; };      /* title: msgid */
struct advice_list_view_list { struct advice_list_view *at; size_t count; };

struct talk_line { const char *partner; const struct talk_alone *talk; struct advice_list_view_list lists; };
struct talk_line_list { struct talk_line *at; size_t count; };

/* One time: when, by whom, under which rules, and what was different from the time before. */
struct time_line {
  struct id id;
  const char *made, *by, *rules_version, *motivation;                 /* made: in words; motivation: msgid */
  size_t counts[VERDICT_COUNT];
  struct answer_change_list changes;
  bool first;
};
struct time_line_list { struct time_line *at; size_t count; };
struct profile_answer { const char *label, *text; const struct time_line *since; };
struct profile_answer_list { struct profile_answer *at; size_t count; };
struct other_person { struct id id; const char *name; };
struct other_person_list { struct other_person *at; size_t count; };
struct profile_view {
  struct screened of;
  struct profile_answer_list answers;
  struct time_line_list times, motivations;      /* newest first; motivations: where it was another than before */
  struct talk_line_list talks;                   /* with this person */
  struct other_person_list others;               /* on another side: what they do to protect stands with them */
  bool set_aside;
};
void view_person_profile(struct ctx *c, const struct profile_view *v);

struct screen_view { struct screened of; struct field_list lists[2]; bool again; };        /* lists: who the partner may be; municipalities */
void view_person_screen(struct ctx *c, const struct screen_view *v);

struct advice_view {
  struct screened of;
  struct time_line time;
  const char *rules_now;                         /* NULL: the same as then */
  struct text_list safety;                       /* translated */
  struct advice_list_view_list lists;
  struct talk_line_list talks;                   /* one, where the reader works with the partner too */
  bool control_before, set_aside;
};
void view_person_advice(struct ctx *c, const struct advice_view *v);

struct aside_line { const struct control_set_aside *row; const char *asked, *asked_by, *agreed, *agreed_by, *ended; };
struct aside_line_list { struct aside_line *at; size_t count; };
struct aside_view {
  struct screened of;
  const struct aside_line *open;                 /* NULL: nothing is asked or counts */
  struct aside_line_list rows;                   /* those that ended */
  bool counts, mine;
  size_t others;
};
void view_set_aside(struct ctx *c, const struct aside_view *v);

handler show_profile, show_screen, add_screening, show_advice, show_set_aside, ask_set_aside, agree_set_aside, end_set_aside;

/* Whose page it is, and the places where they belong. ERR_NOT_FOUND. */
MUST_USE int screened_of(struct ctx *c, struct id person, struct screened *out, struct membership_list *places);
/* The name of a colleague of an own side; of others only that there was one. */
MUST_USE int writer_name(struct ctx *c, const struct membership_list *places, struct id account, const char **out);
#endif
