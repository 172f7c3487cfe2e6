/* Messages: what goes to somebody by mail or text message. The queue holds which template, about what and to whom (sealed),
 * no text: that is written when it is sent, and then the row is deleted. A message says nothing about violence, nor about
 * anybody who is helped: it may be read over a shoulder. What is more to say stands behind a link, after signing in. */
#ifndef MESSAGES_H
#define MESSAGES_H
#include "jobs.h"

#define MESSAGE_CHANNELS(X) \
  X(MESSAGE_UNKNOWN, NULL,   N_("Unknown")) \
  X(MESSAGE_MAIL,    "mail", N_("E-mail")) \
  X(MESSAGE_SMS,     "sms",  N_("Text message"))
DECLARE_CHOICES(message_channel, MESSAGE_CHANNELS)

struct message {
  struct id id;
  int32_t version;
  const char *template;              /* its key */
  enum message_channel channel;
  struct id account;                 /* to whom: their address is read when it is sent; ID_NONE: `address` says it */
  const char *address;               /* SECRET: sealed; a mail address, or a mobile number */
  const char *language;              /* the receiver's: "nl", "en"; NULL: the account's, else Dutch */
  struct id about;                   /* the record that the template reads; ID_NONE */
  struct instant made;
};
DECLARE_RECORD(message);

enum message_when {
  MESSAGE_AT_ONCE,                   /* somebody waits for it */
  MESSAGE_BY_DAY,                    /* not in the quiet hours */
  MESSAGE_AT_TIMES                   /* at fixed times only: when it comes tells nothing */
};

struct message_template {
  const char *key, *label;           /* label: msgid, for the administrator */
  const char *subject;               /* msgid; neutral */
  enum message_when when;
  /* Writes the text, plain, in c->lang, with whole addresses (absolute_url). Reads only. ERR_NOT_FOUND: there is nothing to
   * say any more, and the message is dropped. */
  int (*write)(struct ctx *c, const struct message *m, struct buf *text);
};

enum { MESSAGE_KEPT_DAYS = 45, MESSAGE_ADDRESS_MOST = 250, MESSAGE_TEXT_MOST = 64 * 1024, SMS_TEXT_MOST = 600 };
#define MESSAGE_JOB "message"

/* Quiet hours: "20:00-08:00", in Amsterdam. */
struct quiet { int from, until; };                         /* minutes of the day; the same: none */
bool quiet_parse(const char *text, struct quiet *out);
/* The first instant from `now` on at which such a message may go. */
int64_t message_time(enum message_when when, struct quiet quiet, int64_t now);

/* In the caller's transaction. Of `m` channel, account or address (plain), language and about count. `name`: unique, says
 * nothing about a person; asked for before, nothing happens. ERR_INVALID on "address": it is none. */
MUST_USE int message_ask(struct ctx *c, const struct message_template *t, struct quiet quiet, const struct message *m, const char *name);
MUST_USE int message_get(struct ctx *c, struct id id, struct message *out);
/* To whom it goes now. ERR_NOT_FOUND: that account left. In c->arena. */
MUST_USE int message_to(struct ctx *c, const struct message *m, const char **address, const char **language);
/* It was sent, or there is nothing to say any more: deleted. Nothing if it is gone already. */
MUST_USE int message_drop(struct ctx *c, struct id id);
/* Those kept for MESSAGE_KEPT_DAYS: nobody could be reached. */
MUST_USE int messages_tidy(struct ctx *c, bool *more);

extern const struct query *const message_queries[];
#endif
