/* Only a provider whose certificate can be trusted is told anything. */
#include "oidc_world.h"
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

/* --- a certificate that vouches for itself ------------------------------------------------------ */

static char *pem_of(BIO *bio)
{
  char *bytes;
  const long n = BIO_get_mem_data(bio, &bytes);
  char *const text = strndup(bytes, (size_t)n);
  BIO_free(bio);
  return text;
}

/* For that host, from two days ago until `days` from now. */
static void certify(const char *host, int days, char **certificate, char **key)
{
  EVP_PKEY *const pair = EVP_EC_gen("P-256");
  X509 *const x = X509_new();
  char name[100];
  snprintf(name, sizeof name, "DNS:%s", host);
  X509_set_version(x, 2);
  ASN1_INTEGER_set(X509_get_serialNumber(x), 1);
  X509_gmtime_adj(X509_getm_notBefore(x), -2 * 86400);
  X509_gmtime_adj(X509_getm_notAfter(x), days * 86400L);
  X509_set_pubkey(x, pair);
  X509_NAME_add_entry_by_txt(X509_get_subject_name(x), "CN", MBSTRING_ASC, (const unsigned char *)host, -1, -1, 0);
  X509_set_issuer_name(x, X509_get_subject_name(x));
  X509_EXTENSION *const names = X509V3_EXT_conf_nid(NULL, NULL, NID_subject_alt_name, name);
  X509_add_ext(x, names, -1);
  X509_EXTENSION_free(names);
  assert_true(X509_sign(x, pair, EVP_sha256()) > 0);
  BIO *out = BIO_new(BIO_s_mem());
  PEM_write_bio_X509(out, x);
  *certificate = pem_of(out);
  out = BIO_new(BIO_s_mem());
  PEM_write_bio_PrivateKey(out, pair, NULL, NULL, 0, NULL, NULL);
  *key = pem_of(out);
  X509_free(x);
  EVP_PKEY_free(pair);
}

/* --- worlds with it ------------------------------------------------------------------------------- */

static char trusted[] = "/tmp/kentering-ca-XXXXXX";

/* A provider for `host`; its certificate is in the file `trusted`. */
static struct world *tls_world(const char *host, int days)
{
  char *certificate, *key;
  certify(host, days, &certificate, &key);
  FILE *const f = fopen(trusted, "w");
  assert_non_null(f);
  fputs(certificate, f);
  fclose(f);
  return world_new(certificate, key);
}

static void assert_beginning(struct world *w, const char *ca_file, int code, const char *field)
{
  w->provider.ca_file = ca_file;
  renew(w);
  const int rc = oidc_begin(&w->c, w->o, &w->attempt, &w->url);
  assert_int_equal(rc, code);
  if (rc != OK) assert_string_equal(w->c.error.field, field);
  assert_int_equal(w->doors[DISCOVERY].asked, rc == OK ? 1 : 0);
}

static void a_certificate_that_nobody_vouches_for_is_refused(void **state)
{
  *state = tls_world("localhost", 1);
  assert_beginning(*state, NULL, ERR_BUSY, "tls");
}

static void one_that_the_administrator_trusts_is_taken_all_the_way(void **state)
{
  struct world *const w = *state = tls_world("localhost", 1);
  assert_beginning(w, trusted, OK, NULL);
  const struct wish x = good_wish(w);
  assert_taken(w, &x);
}

static void the_certificate_of_another_host_is_refused(void **state)
{
  *state = tls_world("elsewhere.example", 1);
  assert_beginning(*state, trusted, ERR_BUSY, "tls");
}

static void an_expired_certificate_is_refused(void **state)
{
  *state = tls_world("localhost", -1);
  assert_beginning(*state, trusted, ERR_BUSY, "tls");
}

static void a_file_of_authorities_that_is_not_there_trusts_nobody(void **state)
{
  *state = tls_world("localhost", 1);
  assert_beginning(*state, "/tmp/kentering-no-such-file.pem", ERR_BUSY, "tls");
}

static void a_safe_provider_cannot_send_us_to_an_unsafe_address(void **state)
{
  struct world *const w = *state = tls_world("localhost", 1);
  discovers(w, w->root, "http://127.0.0.1/token", "");
  w->provider.ca_file = trusted;
  assert_refusal(w, oidc_begin(&w->c, w->o, &w->attempt, &w->url), NULL, ERR_INVALID, "token_endpoint");
}

static int make_file(void **state)
{
  setenv("no_proxy", "localhost", 1);
  const int fd = mkstemp(trusted);
  return fd < 0 || close(fd) != 0 ? -1 : make_keys(state);
}
static int remove_file(void **state) { return unlink(trusted) | release_keys(state); }

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_teardown(a_certificate_that_nobody_vouches_for_is_refused, tear_down),
    cmocka_unit_test_teardown(one_that_the_administrator_trusts_is_taken_all_the_way, tear_down),
    cmocka_unit_test_teardown(the_certificate_of_another_host_is_refused, tear_down),
    cmocka_unit_test_teardown(an_expired_certificate_is_refused, tear_down),
    cmocka_unit_test_teardown(a_file_of_authorities_that_is_not_there_trusts_nobody, tear_down),
    cmocka_unit_test_teardown(a_safe_provider_cannot_send_us_to_an_unsafe_address, tear_down),
  };
  return cmocka_run_group_tests_name("oidc_tls", tests, make_file, remove_file);
}
