#include "outbox.h"
#include "addresses.h"
#include "journal.h"
#include "mail.h"
#include "runner.h"
#include "web_state.h"
#include <sodium.h>

enum { SECRET_MOST = 1000 };

struct outbox {
  struct quiet quiet;
  struct mail_server mail;           /* url NULL: none */
  struct sms_service sms;            /* likewise */
  char password[SECRET_MOST], token[SECRET_MOST];
};

/* --- settings ---------------------------------------------------------------------------------- */

static int set_mail(struct ctx *c, const struct config *config, struct outbox *p)
{
  if (!config->smtp_url) return OK;
  if (!mail_url_good(config->smtp_url)) return fail(c, ERR_INVALID, "smtp-url", N_("Write the mail server as smtp://name:587 or smtps://name:465."));
  if (!config->mail_from || !mailbox_plain(config->mail_from)) return fail(c, ERR_INVALID, "mail-from", N_("Write from which address mail is sent, such as noreply@region.example."));
  p->mail = (struct mail_server){ .url = config->smtp_url, .user = config->smtp_user, .from = config->mail_from, .from_name = config->site_name };
  if (!config->smtp_password_file) return OK;
  p->mail.password = p->password;
  return config_secret(c, config->smtp_password_file, p->password, sizeof p->password);
}

static int set_sms(struct ctx *c, const struct config *config, struct outbox *p)
{
  if (!config->sms_url) return OK;
  if (!http_url_good(config->sms_url, true)) return fail(c, ERR_INVALID, "sms-url", N_("Write the address as https://…"));
  p->sms = (struct sms_service){ .url = config->sms_url, .from = config->sms_from };
  if (!config->sms_token_file) return OK;
  p->sms.token = p->token;
  return config_secret(c, config->sms_token_file, p->token, sizeof p->token);
}

int outbox_open(struct ctx *c, const struct config *config, struct outbox **out)
{
  *out = NULL;
  if (!config || (!config->smtp_url && !config->sms_url)) return OK;
  if (!config->public_url) return fail(c, ERR_INVALID, "public-url", N_("Messages lead back to this site: they need its address."));
  struct outbox *const p = arena_new(&c->arena, struct outbox, 1);
  if (!quiet_parse(config->quiet_hours, &p->quiet)) return fail(c, ERR_INVALID, "quiet-hours", N_("Write the quiet hours as 20:00-08:00."));
  TRY(set_mail(c, config, p));
  TRY(set_sms(c, config, p));
  *out = p;
  return OK;
}

void outbox_close(struct outbox *p)
{
  if (!p) return;
  sodium_memzero(p->password, sizeof p->password);
  sodium_memzero(p->token, sizeof p->token);
}

bool outbox_by(const struct app *app, enum message_channel channel)
{
  return app->outbox && (channel == MESSAGE_MAIL ? app->outbox->mail.url : channel == MESSAGE_SMS ? app->outbox->sms.url : NULL);
}

/* --- asking ---------------------------------------------------------------------------------------- */

int outbox_ask(struct ctx *c, const struct message_template *t, const struct message *m, const char *name)
{
  return outbox_by(c->app, m->channel) ? message_ask(c, t, c->app->outbox->quiet, m, name) : OK;
}

const struct message_template *message_template_of(const struct app *app, const char *key)
{
  for (size_t i = 0; app->rooms[i]; i++)
    for (const struct message_template *const *t = app->rooms[i]->messages; t && *t; t++) if (strcmp((*t)->key, key) == 0) return *t;
  return NULL;
}

/* --- sending ------------------------------------------------------------------------------------------ */

static bool ends(const void *app) { return runner_ends(app); }

static int send_mail(struct ctx *c, const struct message_template *t, const struct message *m, const char *to, const char *language, const char *text)
{
  struct mail_server server = c->app->outbox->mail;
  const struct mail mail = { .id = m->id, .to = to, .subject = tr(c, t->subject), .text = text, .language = language };
  server.ends = (struct http_ends){ ends, c->app };
  return mail_send(c, &server, &mail);
}

static int send_sms(struct ctx *c, const struct message *m, const char *to, const char *text)
{
  struct sms_service service = c->app->outbox->sms;
  service.ends = (struct http_ends){ ends, c->app };
  return sms_send(c, &service, m->id, to, text);
}

static int write_text(struct ctx *c, const struct message_template *t, const struct message *m, const char **text)
{
  struct buf b = { .max = m->channel == MESSAGE_SMS ? SMS_TEXT_MOST : MESSAGE_TEXT_MOST };
  int rc = t->write(c, m, &b);
  if (rc == OK && b.failed) rc = fail(c, ERR_FULL, NULL, N_("This message became too long."));
  if (rc == OK) *text = arena_text(&c->arena, b.at, b.len);
  buf_release(&b);
  return rc;
}

static int send_one(struct ctx *c, const struct message *m)
{
  const struct message_template *const t = message_template_of(c->app, m->template);
  const char *to, *language, *text = "";
  if (!t) return fail(c, ERR_INVALID, NULL, N_("This version of the program does not know such work."));
  if (!outbox_by(c->app, m->channel)) return fail(c, ERR_INVALID, NULL, N_("No server is set for such messages."));
  TRY(message_to(c, m, &to, &language));
  c->lang = strcmp(language, "en") == 0 ? LANG_EN : LANG_NL;
  TRY(write_text(c, t, m, &text));
  return m->channel == MESSAGE_SMS ? send_sms(c, m, to, text) : send_mail(c, t, m, to, language, text);
}

struct asked_for { const struct job *job; struct message message; };

static int read_body(struct ctx *c, void *arg)
{
  struct asked_for *const a = arg;
  return message_get(c, a->job->about, &a->message);
}

/* What is gone, or has nothing to say any more, is done. */
static int send(struct ctx *c, const struct job *job, bool *more)
{
  struct asked_for a = { .job = job };
  (void)more;
  int rc = db_read(c, read_body, &a);
  if (rc == OK) rc = send_one(c, &a.message);
  if (rc == OK) c->prepared = arena_text(&c->arena, message_channel_key(a.message.channel), strlen(message_channel_key(a.message.channel)));
  return absent(c, rc) ? OK : rc;
}

/* That it was sent stands in the journal, without to whom. */
static int sent(struct ctx *c, const struct job *job, bool *more)
{
  struct message m = { 0 };
  (void)more;
  const int rc = message_get(c, job->about, &m);
  if (absent(c, rc)) return OK;
  TRY(rc);
  if (c->prepared) TRY(journal_event(c, "message", m.template, m.about, ID_NONE, c->prepared));
  return message_drop(c, m.id);
}

const struct job_kind message_job = { .key = MESSAGE_JOB, .label = N_("Sends a message"), .outside = true, .prepare = send, .run = sent };
