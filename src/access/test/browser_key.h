/* For tests: a passkey that Chromium's own authenticator made and used, as its script sent it. */
#ifndef BROWSER_KEY_H
#define BROWSER_KEY_H
#include "passkeys.h"

static const struct passkey_ask browser_ask = { .rp_id = "localhost", .origin = "http://localhost:37171",
  .challenge = { 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7 } };
static const char
  browser_made_client_data[] = "eyJ0eXBlIjoid2ViYXV0aG4uY3JlYXRlIiwiY2hhbGxlbmdlIjoiQndjSEJ3Y0hCd2NIQndjSEJ3Y0hCd2NIQndjSEJ3Y0hCd2NIQndjSEJ3YyIsIm9yaWdpbiI6Imh0dHA6Ly9sb2NhbGhvc3Q6Mz"
    "cxNzEiLCJjcm9zc09yaWdpbiI6ZmFsc2V9",
  browser_made_attestation[] = "o2NmbXRkbm9uZWdhdHRTdG10oGhhdXRoRGF0YVikSZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2NFAAAAAQECAwQFBgcIAQIDBAUGBwgAIFsvtoeVl8cC3QTVYkv0HPrhF3SJ84bWGAIXkM"
    "C19sCrpQECAyYgASFYINOK8ENygOvjfck9dMDV1BV04qKnCZyCG3ZqosFcUcXDIlgg3r0sF3OUlRuyVaaX1vMyNGWN-T8TkMkKT-nxhgEoLPI",
  browser_used_client_data[] = "eyJ0eXBlIjoid2ViYXV0aG4uZ2V0IiwiY2hhbGxlbmdlIjoiQndjSEJ3Y0hCd2NIQndjSEJ3Y0hCd2NIQndjSEJ3Y0hCd2NIQndjSEJ3YyIsIm9yaWdpbiI6Imh0dHA6Ly9sb2NhbGhvc3Q6MzcxNz"
    "EiLCJjcm9zc09yaWdpbiI6ZmFsc2V9",
  browser_used_authenticator_data[] = "SZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2MFAAAAAg",
  browser_used_signature[] = "MEYCIQDUfZ-tqFtWEy6W7aE71QmmSkJ2HI_jeVeIwVBPj7L37AIhALE2JMxaftZtJ0eUR30XkNuvDS9JyKd-FpUkCW5RUmCW",
  browser_used_credential[] = "Wy-2h5WXxwLdBNViS_Qc-uEXdInzhtYYAheQwLX2wKs";
#endif
