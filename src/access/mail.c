#include "mail.h"
#include "addresses.h"
#include "calendar.h"
#include "ids.h"
#include "json.h"
#include "text.h"
#include <curl/curl.h>

enum { CONNECT_MS = 10000, ALL_MS = 60000, ENCODED_WORD = 42 };

struct sending { CURL *curl; struct curl_slist *headers, *to; curl_mime *mime; bool failed; struct http_ends ends; };

/* An option that this libcurl does not know must not pass silently. */
#define SET(s, option, value) ((s)->failed |= curl_easy_setopt((s)->curl, option, value) != CURLE_OK)

static void add_to(struct sending *s, struct curl_slist **list, const char *line)
{
  struct curl_slist *const longer = curl_slist_append(*list, line);
  s->failed |= !longer;
  if (longer) *list = longer;
}

/* --- headers ----------------------------------------------------------------------------- */

static bool is_ascii(const char *text)
{
  for (; *text; text++) if (*text < ' ' || *text > '~') return false;
  return true;
}

/* RFC 2047: words of at most 75 characters, never cut within a character. */
static void put_encoded(struct buf *b, const char *text)
{
  static const char digits[] = "0123456789ABCDEF";
  for (size_t left = strlen(text), taken; left; ) {
    put(b, "=?UTF-8?Q?");
    for (size_t n = 0; left && n < ENCODED_WORD; text += taken, left -= taken) {
      (void)text_next(text, left, &taken);
      for (size_t i = 0; i < taken; i++, n += 3) { put_char(b, '='); put_char(b, digits[(unsigned char)text[i] >> 4]); put_char(b, digits[text[i] & 15]); }
    }
    put(b, left ? "?=\r\n " : "?=");
  }
}

/* What people write, which cannot begin another header: no line end passes through. */
static const char *phrase(struct ctx *c, const char *text, bool quoted)
{
  struct buf b = { 0 };
  if (!is_ascii(text)) put_encoded(&b, text);
  else if (quoted) {
    put_char(&b, '"');
    for (; *text; text++) { if (strchr("\"\\", *text)) put_char(&b, '\\'); put_char(&b, *text); }
    put_char(&b, '"');
  } else put(&b, text);
  return buf_to_arena(&c->arena, &b);
}

/* RFC 5322, in UTC: where we are tells nobody anything. */
static const char *date_text(struct ctx *c)
{
  static const char *const days[] = { "", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
  static const char *const months[] = { "", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
  char iso[21], *const text = arena_alloc(&c->arena, 40);
  struct date day;
  instant_format(c->now, iso);
  iso[DATE_TEXT - 1] = 0;
  if (!date_parse(iso, &day)) return "";
  snprintf(text, 40, "%s, %02d %s %d %.8s +0000", days[date_weekday(day)], day.ymd % 100, months[day.ymd / 100 % 100], day.ymd / 10000, iso + DATE_TEXT);
  return text;
}

static void put_headers(struct ctx *c, struct sending *s, const struct mail_server *server, const struct mail *mail)
{
  struct arena *const a = &c->arena;
  char id[ID_TEXT];
  id_format(mail->id, id);
  const char *const lines[] = {
    JOIN(a, "Date: ", date_text(c)),
    JOIN(a, "From: ", phrase(c, server->from_name, true), " <", server->from, ">"),
    JOIN(a, "To: <", mail->to, ">"),
    JOIN(a, "Subject: ", phrase(c, mail->subject, false)),
    JOIN(a, "Message-ID: <", id, strchr(server->from, '@'), ">"),
    JOIN(a, "Content-Language: ", mail->language),
    "Auto-Submitted: auto-generated",
    "X-Auto-Response-Suppress: All" };
  for (size_t i = 0; i < COUNT(lines); i++) add_to(s, &s->headers, lines[i]);
  SET(s, CURLOPT_HTTPHEADER, s->headers);
}

/* --- sending -------------------------------------------------------------------------------- */

static void set_limits(struct sending *s, const char *url, const char *protocols, const char *ca_file)
{
  SET(s, CURLOPT_URL, url);
  SET(s, CURLOPT_PROTOCOLS_STR, protocols);
  SET(s, CURLOPT_PROXY, "");
  SET(s, CURLOPT_NOSIGNAL, 1L);
  SET(s, CURLOPT_QUICK_EXIT, 1L);
  SET(s, CURLOPT_CONNECTTIMEOUT_MS, (long)CONNECT_MS);
  SET(s, CURLOPT_TIMEOUT_MS, (long)ALL_MS);
  SET(s, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
  if (ca_file) SET(s, CURLOPT_CAINFO, ca_file);
  s->failed |= !http_lets_go(s->curl, &s->ends);
}

/* What went wrong, in words that name nobody; `status`: the server's last answer, 0: none. */
static int outcome(struct ctx *c, CURLcode rc, long status)
{
  if (rc == CURLE_OK) return OK;
  if (rc == CURLE_PEER_FAILED_VERIFICATION || rc == CURLE_SSL_CACERT_BADFILE) return fail(c, ERR_BUSY, NULL, N_("The certificate of the other server cannot be trusted."));
  if (rc == CURLE_USE_SSL_FAILED || rc == CURLE_SSL_CONNECT_ERROR) return fail(c, ERR_BUSY, NULL, N_("The other server offers no encryption, and nothing is sent in the clear."));
  if (rc == CURLE_LOGIN_DENIED) return fail(c, ERR_INVALID, NULL, N_("The other server does not accept our user and password."));
  if (status >= 400) {
    char *const text = arena_alloc(&c->arena, 80);
    snprintf(text, 80, "%ld", status);
    return fail(c, status >= 500 ? ERR_INVALID : ERR_BUSY, text, N_("The other server refused the message."));
  }
  return fail(c, ERR_BUSY, NULL, rc == CURLE_OPERATION_TIMEDOUT ? N_("The other server does not answer in time.") : N_("The other server cannot be reached, or broke off."));
}

static int perform(struct ctx *c, struct sending *s)
{
  long status = 0;
  if (s->failed) return fail(c, ERR_STORE, NULL, "this libcurl lacks an option");
  const CURLcode rc = curl_easy_perform(s->curl);
  curl_easy_getinfo(s->curl, CURLINFO_RESPONSE_CODE, &status);
  return outcome(c, rc == CURLE_OK && status >= 400 ? CURLE_RECV_ERROR : rc, status);
}

static void end(struct sending *s)
{
  curl_mime_free(s->mime);
  curl_slist_free_all(s->headers);
  curl_slist_free_all(s->to);
  curl_easy_cleanup(s->curl);
}

/* --- by mail ----------------------------------------------------------------------------------- */

bool mail_url_good(const char *url)
{
  char *host = NULL;
  CURLU *const u = curl_url();
  const bool good = (strncmp(url, "smtp://", 7) == 0 || strncmp(url, "smtps://", 8) == 0) && !strpbrk(url, "@?# \\") && u
    && curl_url_set(u, CURLUPART_URL, url, 0) == CURLUE_OK && curl_url_get(u, CURLUPART_HOST, &host, 0) == CURLUE_OK;
  curl_free(host);
  curl_url_cleanup(u);
  return good;
}

static void put_text(struct sending *s, const char *text)
{
  s->mime = curl_mime_init(s->curl);
  curl_mimepart *const part = s->mime ? curl_mime_addpart(s->mime) : NULL;
  s->failed |= !part || curl_mime_data(part, text, CURL_ZERO_TERMINATED) != CURLE_OK || curl_mime_type(part, "text/plain; charset=utf-8") != CURLE_OK
    || curl_mime_encoder(part, "quoted-printable") != CURLE_OK;
  SET(s, CURLOPT_MIMEPOST, s->mime);
}

/* Never across a network in the clear. */
static void set_server(struct ctx *c, struct sending *s, const struct mail_server *server, const struct mail *mail)
{
  set_limits(s, server->url, "smtp,smtps", server->ca_file);
  SET(s, CURLOPT_USE_SSL, url_on_this_machine(server->url) ? (long)CURLUSESSL_NONE : (long)CURLUSESSL_ALL);
  if (server->user) SET(s, CURLOPT_USERNAME, server->user);
  if (server->user) SET(s, CURLOPT_PASSWORD, server->password ? server->password : "");
  SET(s, CURLOPT_MAIL_FROM, JOIN(&c->arena, "<", server->from, ">"));
  add_to(s, &s->to, JOIN(&c->arena, "<", mail->to, ">"));
  SET(s, CURLOPT_MAIL_RCPT, s->to);
}

int mail_send(struct ctx *c, const struct mail_server *server, const struct mail *mail)
{
  struct sending s = { .curl = curl_easy_init(), .ends = server->ends };
  if (!s.curl) return fail(c, ERR_FULL, NULL, N_("Out of memory."));
  int rc = mailbox_plain(mail->to) && mailbox_plain(server->from) ? OK : fail(c, ERR_INVALID, "to", N_("Write a mail address, such as name@organisation.example."));
  if (rc == OK) {
    set_server(c, &s, server, mail);
    put_headers(c, &s, server, mail);
    put_text(&s, mail->text);
    rc = perform(c, &s);
  }
  end(&s);
  return rc;
}

/* --- by text message ----------------------------------------------------------------------------- */

static size_t ignore(char *bytes, size_t one, size_t n, void *of)
{
  (void)bytes;
  (void)of;
  return one * n;
}

static const char *sms_json(struct ctx *c, const struct sms_service *service, struct id id, const char *to, const char *text)
{
  char name[ID_TEXT];
  struct buf b = { 0 };
  struct json j = { .b = &b };
  id_format(id, name);
  json_open(&j, '{');
  json_str(&j, "id", name);
  json_str(&j, "from", service->from);
  json_str(&j, "to", to);
  json_str(&j, "text", text);
  json_close(&j);
  return buf_to_arena(&c->arena, &b);
}

int sms_send(struct ctx *c, const struct sms_service *service, struct id id, const char *to, const char *text)
{
  struct sending s = { .curl = curl_easy_init(), .ends = service->ends };
  if (!s.curl) return fail(c, ERR_FULL, NULL, N_("Out of memory."));
  set_limits(&s, service->url, http_url_plain(service->url) ? "http" : "https", service->ca_file);
  add_to(&s, &s.headers, "Content-Type: application/json");
  add_to(&s, &s.headers, "Expect:");
  if (service->token) add_to(&s, &s.headers, JOIN(&c->arena, "Authorization: Bearer ", service->token));
  SET(&s, CURLOPT_HTTPHEADER, s.headers);
  SET(&s, CURLOPT_POSTFIELDS, sms_json(c, service, id, to, text));
  SET(&s, CURLOPT_WRITEFUNCTION, ignore);
  SET(&s, CURLOPT_USERAGENT, "Kentering/" KENTERING_VERSION);
  const int rc = perform(c, &s);
  end(&s);
  return rc;
}
