/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms.endpoint;

import io.crosscurrent.server.aws.ApiException;
import io.crosscurrent.server.aws.Page;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.dms.Arns;
import io.crosscurrent.server.dms.Faults;
import io.crosscurrent.server.dms.Filtering;
import io.crosscurrent.server.dms.Platform;
import io.crosscurrent.server.secret.Secrets;
import io.crosscurrent.server.store.Resource;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.databasemigration.model.*;

/**
 * Imported certificates. A client key is imported as a certificate too; it is kept as an internal secret and never shown.
 */
public final class Certificates {
    private static final String WHAT = "Certificate";
    private static final Filtering<Certificate> FILTERS = new Filtering<>(
            "Certificates",
            Map.of(
                    "certificate-arn", certificate -> List.of(certificate.certificateArn()),
                    "certificate-id", certificate -> List.of(certificate.certificateIdentifier())));

    private final Platform platform;
    private final Secrets secrets;

    public Certificates(Platform platform, Secrets secrets) {
        this.platform = platform;
        this.secrets = secrets;
    }

    public ImportCertificateResponse create(ImportCertificateRequest request) {
        String name = Arns.identifier("CertificateIdentifier", request.certificateIdentifier(), 255);
        String pem = request.certificatePem();
        if (pem == null && request.certificateWallet() == null) {
            throw invalid("CertificatePem or CertificateWallet must be provided.");
        }
        Certificate.Builder made = Certificate.builder()
                .certificateIdentifier(name)
                .certificateArn(platform.arns().make("cert", null))
                .certificateCreationDate(platform.clock().instant())
                .certificateOwner(platform.account())
                .certificateWallet(request.certificateWallet());
        boolean key = pem != null && pem.contains("PRIVATE KEY-----");
        if (pem != null && !key) {
            describe(made.certificatePem(pem), pem);
        }
        Certificate certificate = made.build();
        platform.store().together(() -> {
            platform.insert(
                    new Resource(
                            Platform.CERTIFICATE,
                            certificate.certificateArn(),
                            name,
                            "active",
                            "",
                            Platform.write(certificate)),
                    WHAT,
                    request.tags());
            if (key) {
                String json = new String(PojoCodec.bytes(PojoCodec.object().put("pem", pem)), StandardCharsets.UTF_8);
                secrets.putInternal(secretName(certificate.certificateArn()), json);
            }
            return null;
        });
        return ImportCertificateResponse.builder().certificate(certificate).build();
    }

    private static void describe(Certificate.Builder made, String pem) {
        try {
            X509Certificate first = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
            made.validFromDate(first.getNotBefore().toInstant())
                    .validToDate(first.getNotAfter().toInstant())
                    .signingAlgorithm(first.getSigAlgName());
            if (first.getPublicKey() instanceof RSAPublicKey rsa) {
                made.keyLength(rsa.getModulus().bitLength());
            } else if (first.getPublicKey() instanceof ECPublicKey ec) {
                made.keyLength(ec.getParams().getOrder().bitLength());
            }
        } catch (CertificateException e) {
            throw invalid("CertificatePem is not a certificate in PEM: " + e.getMessage());
        }
    }

    public DescribeCertificatesResponse describe(DescribeCertificatesRequest request) {
        List<Certificate> all = platform.store().resources().list(Platform.CERTIFICATE).stream()
                .map(Certificates::read)
                .toList();
        Page<Certificate> page = FILTERS.page(all, request.filters(), request.maxRecords(), request.marker());
        return DescribeCertificatesResponse.builder()
                .certificates(page.items())
                .marker(page.next())
                .build();
    }

    public DeleteCertificateResponse delete(DeleteCertificateRequest request) {
        Resource row = platform.row(Platform.CERTIFICATE, request.certificateArn(), WHAT);
        boolean used = platform.store().resources().list(Platform.ENDPOINT).stream()
                .anyMatch(endpoint -> endpoint.document().toString().contains(row.id()));
        if (used) {
            throw Faults.state(WHAT + " " + row.name() + " is used by an endpoint.");
        }
        platform.store().together(() -> {
            platform.remove(row);
            secrets.deleteInternal(secretName(row.id()));
            return null;
        });
        return DeleteCertificateResponse.builder().certificate(read(row)).build();
    }

    /** The certificate chain; null for one that holds something else. @throws ApiException when it is not there */
    public String pem(String arn) {
        return read(platform.row(Platform.CERTIFICATE, arn, WHAT)).certificatePem();
    }

    String privateKey(String arn) {
        platform.row(Platform.CERTIFICATE, arn, WHAT);
        return PojoCodec.parse(secrets.currentText(secretName(arn))).path("pem").asText();
    }

    static String secretName(String arn) {
        return Secrets.INTERNAL + "cert-" + Arns.id(arn);
    }

    private static ApiException invalid(String message) {
        return new ApiException("InvalidCertificateFault", message);
    }

    private static Certificate read(Resource row) {
        return Platform.read(row.document(), Certificate.builder(), Certificate.class);
    }
}
