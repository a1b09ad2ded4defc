package dev.connections.settings;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * The certificate of a key and those that vouch for it, each for the one before it. Files have them
 * in any order, often the authority first, and certificates of others next to them.
 */
final class OwnChain {

  private static final PSSParameterSpec PSS =
      new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1);

  private OwnChain() {}

  /** The chain that begins with the certificate of the key; empty if that is not among them. */
  static List<X509Certificate> of(PrivateKey key, List<X509Certificate> certificates) {
    List<X509Certificate> others = new ArrayList<>(certificates);
    List<X509Certificate> chain = new ArrayList<>();
    for (X509Certificate certificate : certificates) {
      if (chain.isEmpty() && belongs(key, certificate.getPublicKey())) {
        chain.add(certificate);
        others.removeIf(certificate::equals);
      }
    }
    while (!chain.isEmpty() && addIssuer(chain, others)) {
      // Until one vouches for itself, or the one that vouches for it is not here.
    }
    return chain;
  }

  private static boolean addIssuer(List<X509Certificate> chain, List<X509Certificate> others) {
    X509Certificate last = chain.get(chain.size() - 1);
    for (X509Certificate other : others) {
      if (vouches(other, last)) {
        chain.add(other);
        return others.removeIf(other::equals);
      }
    }
    return false;
  }

  private static boolean vouches(X509Certificate issuer, X509Certificate certificate) {
    if (!issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
      return false;
    }
    try {
      certificate.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException another) { // of the same name, such as a renewed one
      return false;
    }
  }

  /** Whether what the key signs is verified by the public key. */
  private static boolean belongs(PrivateKey key, PublicKey certified) {
    String algorithm = key.getAlgorithm();
    try {
      Signature signature =
          Signature.getInstance(
              switch (algorithm) {
                case "EC" -> "SHA256withECDSA";
                case "RSA", "DSA" -> "SHA256with" + algorithm;
                default -> algorithm;
              });
      if (algorithm.equals("RSASSA-PSS")) {
        signature.setParameter(PSS);
      }
      byte[] text = {1, 2, 3};
      signature.initSign(key);
      signature.update(text);
      byte[] signed = signature.sign();
      signature.initVerify(certified);
      signature.update(text);
      return signature.verify(signed);
    } catch (GeneralSecurityException another) {
      return false;
    }
  }
}
