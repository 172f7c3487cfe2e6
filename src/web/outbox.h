/* Sends the messages that wait (access/messages.h): by the templates of the rooms, through the servers of the settings. */
#ifndef OUTBOX_H
#define OUTBOX_H
#include "app.h"

struct outbox;

/* From the settings; NULL in *out: none are set, and no message is asked for. ERR_INVALID names the setting. In c->arena. */
MUST_USE int outbox_open(struct ctx *c, const struct config *config, struct outbox **out);
/* Clears its secrets. Accepts NULL. */
void outbox_close(struct outbox *p);
/* Whether that channel leads somewhere. */
bool outbox_by(const struct app *app, enum message_channel channel);

/* Asks for a message of one of this program's templates; nothing happens where its channel leads nowhere. As message_ask. */
MUST_USE int outbox_ask(struct ctx *c, const struct message_template *t, const struct message *m, const char *name);
/* The template of that key; NULL: this program does not know it. */
const struct message_template *message_template_of(const struct app *app, const char *key);

extern const struct job_kind message_job;
#endif
