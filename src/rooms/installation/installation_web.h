#ifndef INSTALLATION_WEB_H
#define INSTALLATION_WEB_H
#include "installation_room.h"
#include "views.h"

handler show_jobs, send_trial, revive_job, drop_job;

/* What is sent to whom asks for it, to see whether messages arrive. */
extern const struct message_template trial_message;

struct trial_form { struct id id; int32_t version; const char *mobile; };
DECLARE_RECORD(trial_form);

struct standing_line { const char *label, *done, *due, *problem; bool late; };       /* done, due: in words; NULL: not yet, now */
struct standing_line_list { struct standing_line *at; size_t count; };
struct dead_line { struct id id; const char *label, *name, *problem, *dead; };
struct dead_line_list { struct dead_line *at; size_t count; };
struct waiting_line { const char *label, *due, *problem; int tries; };
struct waiting_line_list { struct waiting_line *at; size_t count; };

struct jobs_view {
  struct dead_line_list dead;
  struct waiting_line_list waiting;
  struct standing_line_list standing;
  bool may, mail, sms;               /* may: try again and give up; mail, sms: lead somewhere */
  const char *quiet;
};
void view_jobs(struct ctx *c, const struct jobs_view *v);
#endif
