/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.protocol;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.source.SourceSettings;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;

/** Says why a TLS handshake failed, and what mends it. */
final class TlsFailure {
    private TlsFailure() {}

    static CrosscurrentException of(TlsMode mode, SourceSettings settings, Exception failure) {
        String server = settings.host() + ":" + settings.port();
        Throwable expired = cause(failure, CertificateExpiredException.class);
        if (expired != null) {
            return tls(
                    "The certificate of " + server + " has expired (" + expired.getMessage() + ").",
                    "Give the server a new certificate (" + renewal(settings) + ").",
                    failure);
        }
        Throwable early = cause(failure, CertificateNotYetValidException.class);
        if (early != null) {
            return tls(
                    "The certificate of " + server + " is not valid yet (" + early.getMessage() + ").",
                    "Compare the clocks of this machine and the server.",
                    failure);
        }
        String text = deepest(failure);
        if (text.startsWith("No name matching") || text.startsWith("No subject alternative")) {
            return tls(
                    "The certificate of " + server + " names another host: " + text + ".",
                    settings.engine().equals("gcp-mysql")
                            ? "Cloud SQL certificates name the instance, not the host: use verify-ca."
                            : "Use the host name that the server's certificate names, or verify-ca, which does not"
                                    + " compare names.",
                    failure);
        }
        if (mode == TlsMode.VERIFY_CA || mode == TlsMode.VERIFY_FULL) {
            if (text.contains("certification path") || text.contains("trust anchor") || text.contains("signature")) {
                return tls(
                        "The certificate of " + server + " comes from an authority that is not trusted here: " + text
                                + ".",
                        "Import the certificate authority that signed it (" + authority(settings)
                                + ") and name it in the endpoint's CertificateArn.",
                        failure);
            }
        }
        return tls(
                "TLS with " + server + " failed (SSL mode " + settings.sslMode() + "): " + text + ".",
                "Check that the server offers TLS 1.2 or newer: SHOW GLOBAL VARIABLES LIKE 'tls_version'.",
                failure);
    }

    private static CrosscurrentException tls(String message, String remedy, Exception cause) {
        return new CrosscurrentException("source.tls", message, remedy, cause);
    }

    private static String renewal(SourceSettings settings) {
        return switch (settings.engine()) {
            case "gcp-mysql" -> "gcloud sql ssl server-ca-certs create, then rotate";
            case "aurora" -> "aws rds modify-db-instance --ca-certificate-identifier";
            default -> "ssl_cert and ssl_key, then ALTER INSTANCE RELOAD TLS";
        };
    }

    private static String authority(SourceSettings settings) {
        return switch (settings.engine()) {
            case "gcp-mysql" -> "gcloud sql ssl server-ca-certs list --format='value(cert)' --instance INSTANCE";
            case "aurora" -> "https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem";
            default -> "ca.pem in the server's data directory, unless ssl_ca names another; of the provider, if hosted";
        };
    }

    private static Throwable cause(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (type.isInstance(each)) {
                return each;
            }
        }
        return null;
    }

    private static String deepest(Throwable failure) {
        Throwable last = failure;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return last.getMessage() == null ? last.getClass().getSimpleName() : last.getMessage();
    }
}
