#ifndef SWITCHBOARD_C_PHONE_NUMBER_H
#define SWITCHBOARD_C_PHONE_NUMBER_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What libphonenumber says of one number, as plain bytes: C++ types do not cross into Swift.
typedef struct {
    /// `+4915112345678`, ended by a zero byte; E.164 has at most 15 digits, libphonenumber allows 17 and 3.
    char e164[24];
    /// As it is written in its own country, ended by a zero byte.
    char national[48];
    /// As it is written for callers from abroad, ended by a zero byte.
    char international[48];
    /// Two capital letters, `001` for numbers of no country, empty where it is not known; ended by a zero byte.
    char region[4];
    /// Digits behind `ext.`, ended by a zero byte; empty for none.
    char extension[24];
    int32_t country_code;
    /// libphonenumber's `PhoneNumberType`; 11 where it is not known.
    int32_t type;
    /// Whether a number of this length can be dialled there.
    int8_t is_possible;
    /// Whether its range is in use.
    int8_t is_valid;
} switchboard_phone_number;

/// Reads a number.
///
/// Thread-safe: the library's one instance is built once, its cache of patterns is behind a lock.
///
/// @param text    UTF-8, not ended by a zero byte.
/// @param length  In bytes.
/// @param region  Country of numbers without a country code, two capital letters; "ZZ" for none.
/// @return 1 for a number, 0 for anything else.
int switchboard_phone_number_parse(
    const char *text, int32_t length, const char *region, switchboard_phone_number *number);

/// Whether the library knows a region: 1 or 0.
int switchboard_phone_number_knows_region(const char *region);

#ifdef __cplusplus
}
#endif

#endif
