package dev.connections.sql.internal.forwarding;

import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.NClob;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.SQLXML;
import java.sql.Savepoint;
import java.sql.ShardingKey;
import java.sql.Struct;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Passes every call on to another connection, which {@link #delegate()} may be unable to give. What
 * is done differently is in {@code GuardedConnection}.
 */
public abstract class ForwardingConnection implements Connection {

  /** The connection to use, for one call. */
  protected abstract Connection delegate() throws SQLException;

  /** A call of the connection. */
  @FunctionalInterface
  protected interface Question<T extends @Nullable Object> {
    T ask(Connection connection) throws SQLException;
  }

  /** A call that gives nothing. */
  @FunctionalInterface
  protected interface Command {
    void tell(Connection connection) throws SQLException;
  }

  /** Makes a call that may ask the server something. */
  protected abstract <T> T ask(Question<T> question) throws SQLException;

  /** The same for a call that gives nothing. */
  protected final void tell(Command command) throws SQLException {
    ask(
        connection -> {
          command.tell(connection);
          return Boolean.TRUE;
        });
  }

  /** The same for the methods that may only throw {@link SQLClientInfoException}. */
  protected abstract Connection clientInfoDelegate() throws SQLClientInfoException;

  @Override
  public String nativeSQL(String sql) throws SQLException {
    return delegate().nativeSQL(sql);
  }

  @Override
  public boolean isReadOnly() throws SQLException {
    return delegate().isReadOnly();
  }

  @Override
  public void setCatalog(String catalog) throws SQLException {
    tell(connection -> connection.setCatalog(catalog));
  }

  @Override
  public String getCatalog() throws SQLException {
    return delegate().getCatalog();
  }

  @Override
  public int getTransactionIsolation() throws SQLException {
    return ask(connection -> connection.getTransactionIsolation());
  }

  @Override
  public SQLWarning getWarnings() throws SQLException {
    return delegate().getWarnings();
  }

  @Override
  public void clearWarnings() throws SQLException {
    delegate().clearWarnings();
  }

  @Override
  public Map<String, Class<?>> getTypeMap() throws SQLException {
    return delegate().getTypeMap();
  }

  @Override
  public void setTypeMap(Map<String, Class<?>> map) throws SQLException {
    delegate().setTypeMap(map);
  }

  @Override
  public void setHoldability(int holdability) throws SQLException {
    delegate().setHoldability(holdability);
  }

  @Override
  public int getHoldability() throws SQLException {
    return delegate().getHoldability();
  }

  @Override
  public Savepoint setSavepoint() throws SQLException {
    return ask(connection -> connection.setSavepoint());
  }

  @Override
  public Savepoint setSavepoint(String name) throws SQLException {
    return ask(connection -> connection.setSavepoint(name));
  }

  @Override
  public void releaseSavepoint(Savepoint savepoint) throws SQLException {
    tell(connection -> connection.releaseSavepoint(savepoint));
  }

  @Override
  public Clob createClob() throws SQLException {
    return ask(connection -> connection.createClob());
  }

  @Override
  public Blob createBlob() throws SQLException {
    return ask(connection -> connection.createBlob());
  }

  @Override
  public NClob createNClob() throws SQLException {
    return ask(connection -> connection.createNClob());
  }

  @Override
  public SQLXML createSQLXML() throws SQLException {
    return ask(connection -> connection.createSQLXML());
  }

  @Override
  public boolean isValid(int timeout) throws SQLException {
    return ask(connection -> connection.isValid(timeout));
  }

  @Override
  public void setClientInfo(String name, String value) throws SQLClientInfoException {
    clientInfoDelegate().setClientInfo(name, value);
  }

  @Override
  public void setClientInfo(Properties properties) throws SQLClientInfoException {
    clientInfoDelegate().setClientInfo(properties);
  }

  @Override
  public String getClientInfo(String name) throws SQLException {
    return delegate().getClientInfo(name);
  }

  @Override
  public Properties getClientInfo() throws SQLException {
    return delegate().getClientInfo();
  }

  @Override
  public Struct createStruct(String typeName, Object[] attributes) throws SQLException {
    return delegate().createStruct(typeName, attributes);
  }

  @Override
  public String getSchema() throws SQLException {
    return delegate().getSchema();
  }

  @Override
  public void setNetworkTimeout(Executor executor, int milliseconds) throws SQLException {
    tell(connection -> connection.setNetworkTimeout(executor, milliseconds));
  }

  @Override
  public int getNetworkTimeout() throws SQLException {
    return delegate().getNetworkTimeout();
  }

  @Override
  public void beginRequest() throws SQLException {
    delegate().beginRequest();
  }

  @Override
  public void endRequest() throws SQLException {
    delegate().endRequest();
  }

  @Override
  public boolean setShardingKeyIfValid(
      ShardingKey shardingKey, ShardingKey superShardingKey, int timeout) throws SQLException {
    return delegate().setShardingKeyIfValid(shardingKey, superShardingKey, timeout);
  }

  @Override
  public boolean setShardingKeyIfValid(ShardingKey shardingKey, int timeout) throws SQLException {
    return delegate().setShardingKeyIfValid(shardingKey, timeout);
  }

  @Override
  public void setShardingKey(ShardingKey shardingKey, ShardingKey superShardingKey)
      throws SQLException {
    delegate().setShardingKey(shardingKey, superShardingKey);
  }

  @Override
  public void setShardingKey(ShardingKey shardingKey) throws SQLException {
    delegate().setShardingKey(shardingKey);
  }
}
