/* A talk by chat between somebody who wants help and the desk of the region, without a name or a number.
 *
 * The site may have no keys. Each line is sealed twice: to the desk (seal_to.h) and to the visitor, whose secret stands in the cookie of
 * their browser and nowhere else. Whoever has a copy of the database reads no line. When the talk ends, by either side or by silence,
 * its lines and its row go at once; a count of the month stays.
 *
 * Source: DOMAIN 4.3 (self-registration; what the page says before anybody types) and 4.2 rule 1 (acute danger first). */
#ifndef CHATS_H
#define CHATS_H
#include "db.h"

/* A talk that ended is no row any more. */
#define CHAT_STATES(X) \
  X(CHAT_STATE_UNKNOWN, NULL, N_("Unknown")) \
  X(CHAT_WAITING, "waiting", N_("Waits")) \
  X(CHAT_TALKING, "talking", N_("Talks")) \
  X(CHAT_LEFT,    "left",    N_("The visitor left while there was danger"))
DECLARE_CHOICES(chat_state, CHAT_STATES)

/* What was done about acute danger: a choice, so that nothing about a person stands there. */
#define DANGER_DONE(X) \
  X(DONE_UNKNOWN, NULL,           N_("Choose")) \
  X(DONE_VISITOR_112, "visitor_112", N_("The visitor called 112")) \
  X(DONE_DESK_112,    "desk_112",    N_("We called 112")) \
  X(DONE_VEILIG_THUIS, "veilig_thuis", N_("Veilig Thuis took it over")) \
  X(DONE_SAFE,        "safe",        N_("The visitor says that it is safe now")) \
  X(DONE_GONE,        "gone",        N_("The visitor was gone before we could do anything"))
DECLARE_CHOICES(danger_done, DANGER_DONE)

#define CHAT_OUTCOMES(X) \
  X(CHAT_OUTCOME_UNKNOWN, NULL, N_("Unknown")) \
  X(CHAT_CLOSED,     "closed",     N_("Closed by the desk")) \
  X(CHAT_STOPPED,    "stopped",    N_("Stopped by the visitor")) \
  X(CHAT_SILENT,     "silent",     N_("Ended because it was silent")) \
  X(CHAT_UNANSWERED, "unanswered", N_("Gone before a colleague came")) \
  X(CHAT_DANGER,     "danger",     N_("There was acute danger"))
DECLARE_CHOICES(chat_outcome, CHAT_OUTCOMES)

enum {
  CHAT_TEXT_MOST = 1000,             /* characters of a line */
  CHAT_LINES_MOST = 300,             /* of a talk, both sides together */
  CHAT_WAITING_MOST = 10,            /* of a region; more are told to call or to sign up */
  CHAT_BUSY = 4,                     /* that wait: from then on a word must be copied (intake.h) */
  CHAT_WAIT_SILENT_MS = 10 * 60000,  /* the page of who waits was not there any more */
  CHAT_TALK_SILENT_MS = 15 * 60000,  /* likewise of who talks */
  CHAT_NO_WORD_MS = 60 * 60000,      /* or nobody said anything */
  CHAT_DANGER_KEPT_MS = 24 * 3600000,    /* with danger a colleague ends it; the lines go after this silence all the same */
  CHAT_TOUCH_MS = 20000,             /* that a page asks is written down so often */
  PRESENT_MS = 5 * 60000             /* a colleague whose page asked for nothing is not there any more */
};

/* Process, and nothing about the person. */
struct chat {
  struct id id;
  int32_t version;
  const char *region;
  enum chat_state state;
  struct instant made, touched, spoken;
  struct id account;                 /* the colleague who has it; ID_NONE: it waits */
  const char *secret;                /* hash; SECRET */
  const char *public_key;
  struct num lines;
  enum yes_no danger;
  enum danger_done done;
};
DECLARE_RECORD(chat);

struct chat_line {
  struct id id;
  int32_t version;
  struct id chat;
  struct num number;
  struct instant at;
  enum yes_no by_desk;
  struct num epoch;
  const char *to_desk, *to_visitor;  /* SECRET */
};
DECLARE_RECORD(chat_line);

struct chat_presence {
  struct id id;
  int32_t version;
  const char *region;
  struct id account;
  struct instant seen;
};
DECLARE_RECORD(chat_presence);

/* A line as its reader has it; `text` NULL: it does not open. */
struct chat_said { int32_t number; bool by_desk; struct instant at; const char *text; };
struct chat_said_list { struct chat_said *at; size_t count; };

struct chat_text_form { const char *text; };
DECLARE_RECORD(chat_text_form);

/* Adds a line of either side. ERR_INVALID on "text": nothing was typed; on nothing: the talk is not one (any more), or too long. */
MUST_USE int chat_add(struct ctx *c, struct chat *chat, bool by_desk, const char *text);
/* The lines after that number as a side reads them. */
MUST_USE int chat_lines_at_desk(struct ctx *c, const struct chat *chat, int32_t after, struct chat_said_list *out);
MUST_USE int chat_lines_held(struct ctx *c, const struct chat *chat, const char *secret, int32_t after, struct chat_said_list *out);
/* Deletes its lines. */
MUST_USE int chat_forget(struct ctx *c, struct chat *chat);
/* Deletes it with all its lines, and counts it. */
MUST_USE int chat_end(struct ctx *c, const struct chat *chat, enum chat_outcome outcome);

/* --- store ------------------------------------------------------------------------------------------------------------- */
MUST_USE int chat_of_hash(struct ctx *c, const char *hash, struct chat *out);
MUST_USE int chats_of_region(struct ctx *c, const char *region, struct chat_list *out);                 /* the oldest first */
MUST_USE int chats_silent(struct ctx *c, struct instant touched, struct instant spoken, struct chat_list *out);    /* either before then, no danger; some */
MUST_USE int chats_danger_before(struct ctx *c, struct instant spoken, struct chat_list *out);          /* with lines; some */
MUST_USE int chat_lines_after(struct ctx *c, struct id chat, int32_t after, struct chat_line_list *out);     /* in order */
MUST_USE int presences_of(struct ctx *c, const char *region, struct chat_presence_list *out);
MUST_USE int presences_before(struct ctx *c, struct instant seen, struct chat_presence_list *out);
extern const struct query *const chat_queries[];
#endif
