/* Sends one mail through a mail server, and one text message through an HTTP service. They wait: outside transactions only. */
#ifndef MAIL_H
#define MAIL_H
#include "http_call.h"

struct mail_server {
  const char *url;                   /* smtp://host:port (with STARTTLS, but on this machine), smtps://host:port */
  const char *user, *password;       /* NULL: none are asked for */
  const char *from, *from_name;      /* a plain mailbox, and how people know us */
  const char *ca_file;               /* NULL: those that the system trusts */
  struct http_ends ends;
};
struct mail { struct id id; const char *to, *subject, *text, *language; };      /* id: of the message; its Message-ID follows from it */

/* Whether that is an address of a mail server, or of a service, that secrets may be sent to. */
bool mail_url_good(const char *url);
/* ERR_BUSY: it cannot be reached, does not answer, or refuses for now; ERR_INVALID: it refuses. The message says what it said,
 * without any address. */
MUST_USE int mail_send(struct ctx *c, const struct mail_server *server, const struct mail *mail);

struct sms_service {
  const char *url;                   /* https://…, http:// on this machine */
  const char *token;                 /* sent as "Authorization: Bearer …"; NULL: none */
  const char *from;                  /* as the phone shows it */
  const char *ca_file;
  struct http_ends ends;
};
/* POST {"id": …, "from": …, "to": "+316…", "text": …}; any 2xx answer is a yes. The same id twice is the same message.
 * Errors as above. */
MUST_USE int sms_send(struct ctx *c, const struct sms_service *service, struct id id, const char *to, const char *text);
#endif
